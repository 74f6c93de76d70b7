package dev.holdup.bench.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka broker with its own controller (KRaft); each producer sends a record and waits until it
 * is stored, so that every operation is one request: with several records under way, how many share
 * a request would depend on the speed, and CPU per record with it.
 */
final class KafkaWorkload implements Workload {
    private static final String TOPIC = "bench";
    private static final int RECORD_BYTES = 1000;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int serve(Path folder) throws Exception {
        int port = freePort();
        Path settings = folder.resolve("server.properties");
        Files.write(settings, settings(folder.resolve("data"), port, freePort()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            "MkU3OEVBNTcwNTJENDM2Qg",
                            "--standalone",
                            "--config",
                            settings.toString()
                        },
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IOException("kafka storage: " + said.toString(StandardCharsets.UTF_8));
        }
        Thread broker =
                new Thread(() -> Kafka.main(new String[] {settings.toString()}), "kafka main");
        broker.setDaemon(true);
        broker.start();
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static List<String> settings(Path data, int port, int controllerPort) {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.bootstrap.servers=127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:"
                        + port
                        + ",CONTROLLER://127.0.0.1:"
                        + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:"
                        + port
                        + ",CONTROLLER://127.0.0.1:"
                        + controllerPort,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + data,
                "num.network.threads=2",
                "num.io.threads=4",
                "num.partitions=4",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "log.segment.bytes=67108864",
                "log.retention.bytes=134217728");
    }

    @Override
    public Session connect(int port, int number) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        settings.put("max.block.ms", "60000");
        settings.put("client.id", "producer-" + number);
        return new Producer(settings);
    }

    /** One producer. */
    private static final class Producer implements Session {
        private final KafkaProducer<byte[], byte[]> producer;
        private final byte[] payload = new byte[RECORD_BYTES];

        private Producer(Properties settings) {
            producer =
                    new KafkaProducer<>(
                            settings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void operate() throws InterruptedException, ExecutionException {
            RecordMetadata stored = producer.send(new ProducerRecord<>(TOPIC, payload)).get();
            if (stored.serializedValueSize() != RECORD_BYTES) {
                throw new IllegalStateException("record: expected " + RECORD_BYTES + " bytes");
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
