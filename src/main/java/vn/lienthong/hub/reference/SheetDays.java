package vn.lienthong.hub.reference;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * From which day the numbers count that a spreadsheet keeps for dates: nearly always from 1900, from 1904 in files that began in Excel
 * for Mac. The same number is four years and a day apart. The library that reads cells knows of it only where the file says
 * {@code true}; Excel writes {@code 1}.
 */
public enum SheetDays {
    FROM_1900(LocalDate.of(1899, 12, 30)),
    FROM_1904(LocalDate.of(1904, 1, 1));

    private static final BigDecimal MILLIS = BigDecimal.valueOf(86_400_000);

    /** 31 December 9999 is the last day that a spreadsheet knows. */
    private static final BigDecimal END = BigDecimal.valueOf(2_958_466);

    /** Below this the system of 1900 is a day behind: it has a 29 February 1900. */
    private static final BigDecimal LEAP = BigDecimal.valueOf(60);

    private final LocalDateTime zero;

    SheetDays(LocalDate zero) {
        this.zero = zero.atStartOfDay();
    }

    /** What an XLSX file says of itself. */
    public static SheetDays of(Path xlsx) throws IOException {
        AtomicBoolean since1904 = new AtomicBoolean();
        try (ZipFile zip = new ZipFile(xlsx.toFile())) {
            SheetXml.each(zip, "xl/workbook.xml", "workbookPr", xml -> {
                String said = xml.getAttributeValue(null, "date1904");
                since1904.set("1".equals(said) || "true".equals(said));
            });
        } catch (XMLStreamException e) {
            throw new IOException("The list of sheets is broken XML", e);
        }
        return since1904.get() ? FROM_1904 : FROM_1900;
    }

    /** The local time that a number means, to the millisecond; null when it means none: not above 0, or after the year 9999. */
    public @Nullable LocalDateTime at(BigDecimal number) {
        if (number.signum() <= 0 || number.compareTo(END) >= 0) {
            return null;
        }
        long millis = number.multiply(MILLIS).setScale(0, RoundingMode.HALF_UP).longValue();
        int lost = this == FROM_1900 && number.compareTo(LEAP) < 0 ? 1 : 0;
        return zero.plusDays(lost).plus(millis, ChronoUnit.MILLIS);
    }
}
