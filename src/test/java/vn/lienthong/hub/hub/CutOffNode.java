package vn.lienthong.hub.hub;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalSettings;
import vn.lienthong.hub.journal.TestJournal;

/** The journal of a second node whose way to the database can be cut for good. */
record CutOffNode(Journal journal, HikariDataSource line) implements AutoCloseable {
    static CutOffNode on(TestJournal journals, Duration lease) {
        HikariDataSource line = new HikariDataSource();
        line.setJdbcUrl(journals.pool().getJdbcUrl());
        line.setUsername(journals.pool().getUsername());
        line.setPassword(journals.pool().getPassword());
        line.setConnectionTimeout(1_000);
        Journal journal = Journal.open(
                line,
                Clock.systemUTC(),
                JournalSettings.defaults().withNode("hub-2").withLease(lease));
        return new CutOffNode(journal, line);
    }

    void cutOff() {
        line.close();
    }

    @Override
    public void close() {
        journal.close();
        line.close();
    }
}
