package vn.lienthong.hub.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.PullBook;

/** Test tool: a real journal, and what another node does between two calls of ours. */
final class Meanwhile {
    private Meanwhile() {}

    /** Right after it was asked for the revisions of dossiers. */
    static Journal revisionsAreAsked(Journal real, Runnable then) {
        return after(real, "revisions", then);
    }

    /** Right after messages were written into the book. */
    static Journal written(Journal real, Runnable then) {
        return after(real, "write", then);
    }

    private static Journal after(Journal real, String method, Runnable then) {
        PullBook book = around(PullBook.class, real.pulls(), method, said -> {
            then.run();
            return said;
        });
        return around(Journal.class, real, "pulls", said -> book);
    }

    private static <T> T around(Class<T> type, T real, String method, UnaryOperator<@Nullable Object> then) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, with) -> {
            try {
                Object said = called.invoke(real, with);
                return called.getName().equals(method) ? then.apply(said) : said;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
