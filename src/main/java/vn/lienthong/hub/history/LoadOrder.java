package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be loaded.
 *
 * @param file an export in the folder of exports; null: a view
 * @param view a view by the name of its settings; null: a file
 * @param source as whose records they come in: the source that pushes the live ones
 * @param unit only rows of this unit; null: all
 * @param years closed dossiers of so many years back; null: of all years
 * @param openOnly no closed dossiers at all
 * @param columns rules for columns as in {@code --columns}; null: columns are called as fields
 * @param dryRun only checked; nothing is taken in
 * @param giveUpAfter most rows that may be refused before it stops; 0: any number
 * @param who the person who decides
 * @param why the reason
 */
public record LoadOrder(
        @Nullable String file,
        @Nullable String view,
        String source,
        @Nullable String unit,
        @Nullable Integer years,
        boolean openOnly,
        @Nullable JsonNode columns,
        boolean dryRun,
        int giveUpAfter,
        String who,
        String why) {

    String name() {
        return file != null ? file : String.valueOf(view);
    }
}
