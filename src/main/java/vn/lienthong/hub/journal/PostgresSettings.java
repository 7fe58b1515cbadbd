package vn.lienthong.hub.journal;

import java.util.List;

/** How the embedded server is set: first what the promises need, then what the load of a journal likes. */
final class PostgresSettings {
    static final List<String> ALL = List.of(
            // Promise 1: a commit that returned is on disk.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // Nobody but the hub of this machine.
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=40",
            // Promise 9: no values, no statements with values in the log.
            "logging_collector=on",
            "log_directory=../log",
            "log_filename=postgres-%a.log",
            "log_truncate_on_rotation=on",
            "log_rotation_age=1d",
            "log_rotation_size=0",
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            "log_parameter_max_length_on_error=0",
            "log_checkpoints=off",
            "timezone=UTC",
            // Few checkpoints: each makes the next change of every page cost a whole page in the log.
            "shared_buffers=256MB",
            "wal_buffers=16MB",
            "wal_compression=on",
            "max_wal_size=2GB",
            "min_wal_size=256MB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "jit=off",
            "max_parallel_workers_per_gather=0",
            "autovacuum_naptime=20s",
            "autovacuum_max_workers=2",
            "wal_level=minimal",
            "max_wal_senders=0");

    private PostgresSettings() {}
}
