package vn.lienthong.hub.wardbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.XlsxParts.Block;

/** Gives every cell of a merged block the value that its first cell shows. */
final class Merged {
    private Merged() {}

    static List<Line> filled(List<Line> lines, List<Block> blocks) {
        if (blocks.isEmpty()) {
            return lines;
        }
        Map<Integer, Line> byNumber = new HashMap<>();
        lines.forEach(line -> byNumber.put(line.number(), line));
        int left = Limits.CELLS;
        for (Block block : blocks) {
            Line first = byNumber.get(block.top());
            Cell shown = first == null ? Cell.NOTHING : first.at(block.left());
            for (int number = block.top();
                    !shown.isEmpty() && number <= Math.min(block.bottom(), 1_048_576) && left > 0;
                    number++) {
                left--;
                Line line = byNumber.get(number);
                if (line != null) {
                    byNumber.put(number, filled(line, block, shown, number == block.top()));
                }
            }
        }
        return lines.stream()
                .map(line -> byNumber.getOrDefault(line.number(), line))
                .toList();
    }

    private static Line filled(Line line, Block block, Cell shown, boolean isFirst) {
        List<Cell> cells = new ArrayList<>(line.cells());
        int right = Math.min(block.right(), Limits.COLUMNS - 1);
        while (cells.size() <= right) {
            cells.add(Cell.NOTHING);
        }
        for (int column = block.left() + (isFirst ? 1 : 0); column <= right; column++) {
            if (cells.get(column).isEmpty()) {
                cells.set(column, shown.partOfMerged());
            }
        }
        return new Line(line.number(), line.hidden(), cells);
    }
}
