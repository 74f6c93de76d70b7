package dev.holdup.bench.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.h2.tools.Server;

/**
 * H2 behind its TCP server: each operation moves money between two of a few accounts, so that
 * transactions wait for each other's rows.
 */
final class H2Workload implements Workload {
    private static final int ACCOUNTS = 16;

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public int serve(Path folder) throws SQLException {
        Server server =
                Server.createTcpServer(
                        "-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString());
        return server.start().getPort();
    }

    @Override
    public void prepare(int port) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table account(id int primary key, balance bigint)");
            statement.execute(
                    "insert into account select x, 1000 from system_range(0, "
                            + (ACCOUNTS - 1)
                            + ")");
        }
    }

    private static String url(int port) {
        return "jdbc:h2:tcp://127.0.0.1:"
                + port
                + "/mem:bench;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";
    }

    @Override
    public Session connect(int port, int number) throws SQLException {
        return new Transfers(DriverManager.getConnection(url(port), "sa", ""), number);
    }

    /** One connection that moves money; accounts are locked in ascending order. */
    private static final class Transfers implements Session {
        private final Connection connection;
        private final PreparedStatement update;
        private final PreparedStatement sum;
        private final SplittableRandom random;
        private int sinceCheck;

        private Transfers(Connection connection, int number) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            update =
                    connection.prepareStatement(
                            "update account set balance = balance + ? where id = ?");
            sum = connection.prepareStatement("select sum(balance) from account");
            random = new SplittableRandom(number);
        }

        @Override
        public void operate() throws SQLException {
            int from = random.nextInt(ACCOUNTS - 1);
            int to = from + 1 + random.nextInt(ACCOUNTS - 1 - from);
            add(from, -1);
            add(to, 1);
            connection.commit();
            if (++sinceCheck == 100) {
                sinceCheck = 0;
                try (java.sql.ResultSet total = sum.executeQuery()) {
                    if (!total.next() || total.getLong(1) != 1000L * ACCOUNTS) {
                        throw new SQLException("balances: expected the sum to stay the same");
                    }
                }
                connection.commit();
            }
        }

        private void add(int account, int amount) throws SQLException {
            update.setInt(1, amount);
            update.setInt(2, account);
            if (update.executeUpdate() != 1) {
                throw new SQLException("update: expected one row");
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException failure) {
                throw new IOException(failure);
            }
        }
    }
}
