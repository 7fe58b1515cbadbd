package vn.lienthong.hub.app;

import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.intake.Intake;
import vn.lienthong.hub.intake.IntakeSettings;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.intake.Snapshots;
import vn.lienthong.hub.intake.Source;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.wardbook.WardBooks;

/** The way in for books of wards: by a folder, and by HTTP where there is a web application. */
@Configuration(proxyBeanMethods = false)
class WardBookBeans {
    @Bean
    WardBookDesk hubWardBookDesk(EarlyStart early, Journal journal, HubSettings settings) {
        Clock clock = early.clock();
        RecordSchema schema = RecordSchema.load(settings.homeFolder().resolve("mappings"));
        RecordReader reader = RecordReader.following(schema, early.hub()::reference, clock);
        IntakeSettings limits = settings.intakeSettings(HubAutoConfiguration.wayBack(early, settings));
        Snapshots snapshots = new Snapshots(journal, reader, Intake.of(journal, reader, limits, clock));
        WardBooks books = new WardBooks(
                early.hub()::reference, settings.referenceSettings().officeHours());
        return new WardBookDesk(
                books,
                new BookJudge(reader),
                snapshots,
                new Source(settings.wardBooks().source()),
                clock);
    }

    @Bean
    @ConditionalOnExpression("!'${hub.ward-books.folder:}'.isBlank()")
    WardBookFolder hubWardBookFolder(
            EarlyStart early, Journal journal, HubSettings settings, WardBookDesk desk, HubMetrics metrics) {
        WardBookFolder.Rule rule = new WardBookFolder.Rule(isUnit(early), journal::leads, early.clock());
        return new WardBookFolder(settings.wardBooks(), desk, rule, metrics.wardBooks());
    }

    /** Whether a code means something on some day; the tables may be exchanged. */
    static Predicate<String> isUnit(EarlyStart early) {
        return code -> early.hub().reference().units().codes().contains(code);
    }
}
