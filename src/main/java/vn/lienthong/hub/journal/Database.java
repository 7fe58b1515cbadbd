package vn.lienthong.hub.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import javax.sql.DataSource;

/** A PostgreSQL in which a journal is kept. Thread-safe; closing it closes its connections. */
public interface Database extends AutoCloseable {

    /** Connections to it, pooled. */
    DataSource dataSource();

    /** One word per fault that the database's keeper sees; empty when all is well. */
    Optional<String> trouble();

    @Override
    void close();

    /**
     * A PostgreSQL that somebody else runs. Connects when first needed, so a database that is away does not stop the start.
     *
     * @param url JDBC address, {@code jdbc:postgresql://host:port/database}
     */
    static Database external(String url, String user, String password) {
        HikariDataSource pool = pool(url, user, password);
        return new Database() {
            @Override
            public DataSource dataSource() {
                return pool;
            }

            @Override
            public Optional<String> trouble() {
                return Optional.empty();
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    /** A small pool: one connection is the writer's, the others read. */
    static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setPoolName("journal");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "lienthong-hub");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The detail of an error quotes the row, personal data included.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }
}
