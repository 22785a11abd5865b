import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Buys as fast as the shop lets it: each buyer opens a cart, adds a line and places an order that is paid at once, over
 * a connection of its own, again and again. Prints {@code flows/s p50 p99 failures} (times in ms, of a whole flow).
 *
 * <p>Usage: {@code java OrderFlow.java PORT BUYERS SECONDS MODE SKU...}, with the mode
 *
 * <ul>
 *   <li>{@code flow}: cart, line and order, as above
 *   <li>{@code place=CARTS}: every buyer fills so many carts before the clock starts; only their orders are counted
 *   <li>{@code rate=N}: N flows a second of all buyers together; times count from when a flow was due, not from when a
 *       buyer was free to begin it
 * </ul>
 */
public final class OrderFlow {
    private static final AtomicInteger failures = new AtomicInteger();
    private static final AtomicLong flows = new AtomicLong();
    private static volatile String firstFailure = "";

    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[0]);
        var buyers = Integer.parseInt(arguments[1]);
        var length = Integer.parseInt(arguments[2]) * 1_000_000_000L;
        var mode = arguments[3].split("=");
        var skus = List.of(arguments).subList(4, arguments.length);
        if (skus.isEmpty()) {
            throw new IllegalArgumentException("Name the SKUs to buy");
        }
        var ready = new CyclicBarrier(buyers + 1);
        var times = new long[buyers][];
        var threads = new Thread[buyers];
        for (var i = 0; i < buyers; i++) {
            var buyer = i;
            threads[i] = Thread.ofPlatform().start(() -> {
                times[buyer] = new long[0];
                try (var shop = new Connection(port)) {
                    times[buyer] = switch (mode[0]) {
                        case "place" -> place(shop, skus, Integer.parseInt(mode[1]), ready, length);
                        case "rate" -> paced(shop, skus, buyer, buyers * 1_000_000_000L / Long.parseLong(mode[1]), buyers, ready, length);
                        default -> flows(shop, skus, ready, length);
                    };
                } catch (Exception broken) {
                    failed(broken.toString());
                    ready.reset();
                }
            });
        }
        ready.await();
        var started = System.nanoTime();
        for (var thread : threads) {
            thread.join();
        }
        var elapsed = (System.nanoTime() - started) / 1e9;
        var all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf("%.0f %.2f %.2f %d%n", flows.get() / elapsed, at(all, 0.50), at(all, 0.99), failures.get());
        if (failures.get() > 0) {
            System.err.println("first failure: " + firstFailure);
        }
    }

    private static long[] flows(Connection shop, List<String> skus, CyclicBarrier ready, long length) throws Exception {
        var times = new Times();
        ready.await();
        for (var end = System.nanoTime() + length; System.nanoTime() < end; ) {
            var started = System.nanoTime();
            times.add(order(shop, cart(shop, skus)), started);
        }
        return times.all();
    }

    private static long[] place(Connection shop, List<String> skus, int count, CyclicBarrier ready, long length) throws Exception {
        var carts = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            carts.add(cart(shop, skus));
        }
        var times = new Times();
        ready.await();
        var end = System.nanoTime() + length;
        for (var cart : carts) {
            var started = System.nanoTime();
            if (started > end) {
                break;
            }
            times.add(order(shop, cart), started);
        }
        return times.all();
    }

    private static long[] paced(
            Connection shop, List<String> skus, int buyer, long interval, int buyers, CyclicBarrier ready, long length)
            throws Exception {
        var times = new Times();
        ready.await();
        var due = System.nanoTime() + interval * buyer / buyers;
        for (var end = System.nanoTime() + length; due < end; due += interval) {
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            times.add(order(shop, cart(shop, skus)), due);
        }
        return times.all();
    }

    private static final class Times {
        private long[] times = new long[1024];
        private int count;

        void add(boolean done, long started) {
            if (done) {
                flows.incrementAndGet();
                times = count == times.length ? Arrays.copyOf(times, count * 2) : times;
                times[count++] = System.nanoTime() - started;
            }
        }

        long[] all() {
            return Arrays.copyOf(times, count);
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    private static String cart(Connection shop, List<String> skus) throws IOException {
        if (shop.post("/api/store/v1/carts", "{}", "") != 201) {
            failed("open a cart: " + shop.status + " " + shop.body);
        }
        var body = shop.body;
        var at = body.indexOf("\"id\":\"") + 6;
        var cart = body.substring(at, body.indexOf('"', at));
        var sku = skus.get(ThreadLocalRandom.current().nextInt(skus.size()));
        if (shop.post("/api/store/v1/carts/" + cart + "/lines", "{\"sku\":\"" + sku + "\",\"quantity\":1}", "") >= 300) {
            failed("add a line: " + shop.status + " " + shop.body);
        }
        return cart;
    }

    private static boolean order(Connection shop, String cart) throws IOException {
        var order = "{\"cartId\":\"" + cart + "\",\"contact\":{\"email\":\"bench@example.com\"},\"address\":{\"name\":\"Bench\","
                + "\"phone\":\"13800138000\",\"country\":\"CN\",\"region\":\"Shanghai\",\"city\":\"Shanghai\",\"district\":\"Xuhui\","
                + "\"line1\":\"1 Huaihai Road\",\"postcode\":\"200030\"},\"deliveryMethod\":\"standard\",\"payment\":{\"method\":\"sandbox\"}}";
        if (shop.post("/api/store/v1/orders", order, "Idempotency-Key: " + UUID.randomUUID() + "\r\n") != 201 || !shop.body.contains("\"paid\"")) {
            failed("place an order: " + shop.status + " " + shop.body);
            return false;
        }
        return true;
    }

    private static void failed(String what) {
        failures.incrementAndGet();
        firstFailure = what;
    }

    /** The least of HTTP/1.1 that such a buyer needs: far cheaper than a client library, which would share the cores with the shop. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private int status;
        private String body = "";

        Connection(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        }

        int post(String path, String json, String headers) throws IOException {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            var request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers
                    + "Content-Length: " + bytes.length + "\r\n\r\n" + json;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            status = Integer.parseInt(line().substring(9, 12));
            var length = -1;
            for (var header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            body = new String(length >= 0 ? in.readNBytes(length) : chunks(), StandardCharsets.UTF_8);
            return status;
        }

        private byte[] chunks() throws IOException {
            var all = new java.io.ByteArrayOutputStream();
            for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                all.write(in.readNBytes(size));
                line();
            }
            line();
            return all.toByteArray();
        }

        private String line() throws IOException {
            var line = new StringBuilder(64);
            for (var c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("The shop closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
