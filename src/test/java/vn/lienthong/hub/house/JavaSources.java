package vn.lienthong.hub.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the compiler's own parser sees in the Java sources: methods with their sizes, types with their Javadoc, names. */
final class JavaSources {

    /**
     * One method or constructor with a body.
     *
     * @param lines lines between its braces
     * @param parameters how many; 0 for what cannot choose them (overriding methods, canonical constructors of records)
     */
    record Method(String where, int lines, int parameters) {}

    /** One type that code outside its package can see. */
    record PublicType(String where, String doc) {}

    /** One name that our code declares. */
    record Name(String where, String text) {}

    final List<Method> methods = new ArrayList<>();
    final List<PublicType> publicTypes = new ArrayList<>();
    final List<Name> names = new ArrayList<>();

    static JavaSources parse(List<Path> files) {
        JavaSources sources = new JavaSources();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                sources.new Visitor(unit, trees).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private final class Visitor extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final String file;

        Visitor(CompilationUnitTree unit, DocTrees trees) {
            this.unit = unit;
            this.trees = trees;
            this.file = Repository.name(Path.of(unit.getSourceFile().toUri()));
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            addName(type, type.getSimpleName().toString());
            if (isVisible(type)) {
                String doc = trees.getDocComment(getCurrentPath());
                publicTypes.add(new PublicType(where(type), doc == null ? "" : doc.strip()));
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            addName(method, method.getName().toString());
            // A compact constructor is generated parameters and all: its components are the record's, not a list of its
            // own.
            if (method.getBody() != null && line(method) > 0) {
                methods.add(new Method(where(method), bodyLines(method.getBody()), freeParameters(method)));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
            addName(variable, variable.getName().toString());
            return super.visitVariable(variable, null);
        }

        private int freeParameters(MethodTree method) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().endsWith("Override"));
            boolean ofRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
                    && method.getName().contentEquals("<init>");
            return overrides || ofRecord ? 0 : method.getParameters().size();
        }

        private boolean isVisible(ClassTree type) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            if (parent instanceof CompilationUnitTree) {
                return isPublic(type.getModifiers());
            }
            if (!(parent instanceof ClassTree outer) || type.getSimpleName().isEmpty()) {
                return false;
            }
            boolean inInterface = outer.getKind() == Tree.Kind.INTERFACE;
            return (inInterface || isPublic(type.getModifiers())) && isPublic(outermost());
        }

        private ModifiersTree outermost() {
            ModifiersTree modifiers = ((ClassTree) getCurrentPath().getLeaf()).getModifiers();
            for (Tree tree : getCurrentPath()) {
                if (tree instanceof ClassTree type) {
                    modifiers = type.getModifiers();
                }
            }
            return modifiers;
        }

        private static boolean isPublic(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC);
        }

        private void addName(Tree tree, String text) {
            names.add(new Name(where(tree), text));
        }

        private String where(Tree tree) {
            return file + ":" + line(tree) + " " + label(tree);
        }

        private static String label(Tree tree) {
            if (tree instanceof ClassTree type) {
                return type.getSimpleName().toString();
            }
            return tree instanceof MethodTree method ? method.getName() + "()" : "";
        }

        private long line(Tree tree) {
            long position = trees.getSourcePositions().getStartPosition(unit, tree);
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }

        private int bodyLines(BlockTree body) {
            long end = trees.getSourcePositions().getEndPosition(unit, body);
            if (end < 0) {
                return 0;
            }
            return (int) Math.max(0, unit.getLineMap().getLineNumber(end) - line(body) - 1);
        }
    }
}
