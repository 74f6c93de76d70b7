package dev.holdup.samples.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A shop with a HikariCP pool of two connections to an H2 database in memory. Two reports take a
 * connection each and keep it while they ask another service, which says nothing for two and a half
 * seconds; three orders, of a millisecond each, come after them and find the pool empty.
 *
 * <p>What to look for: the orders wait in {@code queue.take} inside {@code
 * com.zaxxer.hikari.util.ConcurrentBag}. That is not the database's doing: their time is on the
 * account of {@code socket.read} in {@link #report}, by the threads that gave the connections back.
 */
public final class ConnectionPoolExhaustion {
    private static final int CONNECTIONS = 2;
    private static final int ORDERS = 3;
    private static final int SILENCE_MILLIS = 2_500;

    private interface Work {
        void run() throws Exception;
    }

    private final HikariDataSource pool;
    private final ServerSocket silentService;
    private final CountDownLatch poolEmpty = new CountDownLatch(CONNECTIONS);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private ConnectionPoolExhaustion(HikariDataSource pool, ServerSocket silentService) {
        this.pool = pool;
        this.silentService = silentService;
    }

    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setJdbcUrl("jdbc:h2:mem:shop");
        config.setMaximumPoolSize(CONNECTIONS);
        try (HikariDataSource pool = new HikariDataSource(config);
                ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            execute(pool, "CREATE TABLE orders(id INT AUTO_INCREMENT, amount INT)");
            new ConnectionPoolExhaustion(pool, silent).open();
        }
    }

    private void open() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= CONNECTIONS; i++) {
            threads.add(start("report-" + i, this::report));
        }
        for (int i = 1; i <= ORDERS; i++) {
            threads.add(start("order-" + i, this::order));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private Thread start(String name, Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Exception e) {
                                failure.compareAndSet(null, e);
                            }
                        },
                        name);
        thread.start();
        return thread;
    }

    private void report() throws SQLException, IOException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT SUM(amount) FROM orders");
            poolEmpty.countDown();
            askSilentService();
        }
    }

    private void order() throws SQLException, InterruptedException {
        poolEmpty.await();
        execute(pool, "INSERT INTO orders(amount) VALUES (7)");
    }

    private static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void askSilentService() throws IOException {
        try (Socket socket =
                new Socket(silentService.getInetAddress(), silentService.getLocalPort())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            int answer = socket.getInputStream().read();
            throw new IOException("a silent service: expected no answer, found " + answer);
        } catch (SocketTimeoutException asExpected) {
            // The report goes out without the service's figures.
        }
    }
}
