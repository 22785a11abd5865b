import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Buys as fast as the shop lets it: each buyer opens a cart, adds a line and places an order that is paid at once, over
 * a connection of its own, again and again. Prints {@code flows/s p50 p99 failures p99-of-placing} (times in ms, of a
 * whole flow, and of the request that places the order).
 *
 * <p>One thread serves all buyers and speaks only the HTTP that they need, for it shares the cores with the shop. What is
 * begun in the first second, while this program is still being compiled, counts for nothing.
 *
 * <p>Usage: {@code java OrderFlow.java PORT BUYERS SECONDS MODE SKU...}, with the mode
 *
 * <ul>
 *   <li>{@code flow}: cart, line and order, as above
 *   <li>{@code whole}: cart, two lines, quote and order
 *   <li>{@code place=CARTS}: every buyer fills so many carts before the clock starts; only their orders are counted
 *   <li>{@code rate=N}: N flows a second of all buyers together; times count from when a flow was due, not from when a
 *       buyer was free to begin it
 * </ul>
 */
public final class OrderFlow {
    private static final byte[] OPEN = post("/api/store/v1/carts", "{}", "");

    private enum Step { OPEN_CART, ADD_LINE, QUOTE, ORDER }

    private enum Mode { FLOW, WHOLE, PLACE, RATE }

    private final Mode mode;
    private final List<String> skus;
    private final int cartsToFill;
    private final long interval;
    private final long length;
    private final List<Buyer> buyers = new ArrayList<>();
    private final PriorityQueue<Buyer> waiting = new PriorityQueue<>(Comparator.comparingLong(buyer -> buyer.due));
    private final Selector selector = Selector.open();
    private long[] times = new long[1024];
    private long[] placings = new long[1024];
    private int flows;
    private int failures;
    private String firstFailure = "";
    private int busy;
    private long counted;
    private long end = Long.MAX_VALUE;

    public static void main(String[] arguments) throws IOException {
        var skus = List.of(arguments).subList(4, arguments.length);
        if (skus.isEmpty()) {
            throw new IllegalArgumentException("Name the SKUs to buy");
        }
        var mode = arguments[3].split("=");
        new OrderFlow(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]) * 1_000_000_000L,
                        Mode.valueOf(mode[0].toUpperCase(java.util.Locale.ROOT)),
                        mode.length > 1 ? Integer.parseInt(mode[1]) : 1,
                        skus)
                .run(Integer.parseInt(arguments[0]));
    }

    private OrderFlow(int count, long length, Mode mode, int much, List<String> skus) throws IOException {
        this.mode = mode;
        this.skus = skus;
        this.length = length;
        cartsToFill = mode == Mode.PLACE ? much : 0;
        interval = mode == Mode.RATE ? count * 1_000_000_000L / much : 0;
        for (var i = 0; i < count; i++) {
            buyers.add(new Buyer());
        }
    }

    private void run(int port) throws IOException {
        for (var buyer : buyers) {
            buyer.connect(port);
        }
        if (mode == Mode.PLACE) {
            for (var buyer : buyers) {
                buyer.begin();
            }
            serve();
        }
        var started = System.nanoTime();
        counted = mode == Mode.PLACE ? started : started + 1_000_000_000L;
        end = counted + length;
        for (var at = 0; at < buyers.size(); at++) {
            var buyer = buyers.get(at);
            buyer.due = started + interval * at / buyers.size();
            buyer.startOrWait();
        }
        serve();
        var elapsed = (System.nanoTime() - counted) / 1e9;
        var all = Arrays.copyOf(times, flows);
        Arrays.sort(all);
        var placed = Arrays.copyOf(placings, flows);
        Arrays.sort(placed);
        System.out.printf(
                "%.0f %.2f %.2f %d %.2f%n",
                flows / elapsed, at(all, 0.50), at(all, 0.99), failures, at(placed, 0.99));
        if (failures > 0) {
            System.err.println("first failure: " + firstFailure);
        }
        for (var buyer : buyers) {
            buyer.shop.close();
        }
    }

    /** Until every buyer has done what there is to do. */
    private void serve() throws IOException {
        while (busy > 0 || !waiting.isEmpty()) {
            if (waiting.isEmpty()) {
                selector.select(OrderFlow::answer);
            } else {
                var left = waiting.peek().due - System.nanoTime();
                if (left <= 0) {
                    selector.selectNow(OrderFlow::answer);
                } else {
                    selector.select(OrderFlow::answer, left / 1_000_000 + 1);
                }
                for (var now = System.nanoTime(); !waiting.isEmpty() && waiting.peek().due <= now; ) {
                    waiting.poll().begin();
                }
            }
        }
    }

    private static void answer(SelectionKey key) {
        try {
            ((Buyer) key.attachment()).read();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    private static byte[] post(String path, String json, String headers) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private final class Buyer {
        private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
        private final ArrayDeque<String> filled = new ArrayDeque<>();
        // Each is a person of their own, so that the shop's limits per buyer see as many buyers as there are.
        private final String email = "bench-" + buyers.size() + "@example.com";
        private final String phone = "138" + (10_000_000 + buyers.size());
        private SocketChannel shop;
        private Step step = Step.OPEN_CART;
        private String cart = "";
        private long due;
        private long placing;
        private int lines;

        void connect(int port) throws IOException {
            shop = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            shop.setOption(StandardSocketOptions.TCP_NODELAY, true);
            shop.configureBlocking(false);
            shop.register(selector, SelectionKey.OP_READ, this);
        }

        /** What comes next, if there is time left: at once, or when it is due. */
        void startOrWait() throws IOException {
            if (mode == Mode.RATE) {
                if (due < end) {
                    waiting.add(this);
                }
            } else if (System.nanoTime() < end && !(mode == Mode.PLACE && filled.isEmpty())) {
                due = System.nanoTime();
                begin();
            }
        }

        void begin() throws IOException {
            busy++;
            if (mode == Mode.PLACE && end != Long.MAX_VALUE) {
                cart = filled.poll();
                order();
            } else {
                step = Step.OPEN_CART;
                send(OPEN);
            }
        }

        private void order() throws IOException {
            step = Step.ORDER;
            placing = System.nanoTime();
            var random = ThreadLocalRandom.current();
            send(post(
                    "/api/store/v1/orders",
                    "{\"cartId\":\"" + cart + "\",\"contact\":{\"email\":\"" + email + "\"}," + delivery()
                            + ",\"payment\":{\"method\":\"sandbox\"}}",
                    "Idempotency-Key: " + new UUID(random.nextLong(), random.nextLong()) + "\r\n"));
        }

        private String delivery() {
            return "\"address\":{\"name\":\"Bench\",\"phone\":\"" + phone
                    + "\",\"country\":\"CN\",\"region\":\"Shanghai\",\"city\":\"Shanghai\",\"district\":\"Xuhui\","
                    + "\"line1\":\"1 Huaihai Road\",\"postcode\":\"200030\"},\"deliveryMethod\":\"standard\"";
        }

        private void addLine() throws IOException {
            step = Step.ADD_LINE;
            lines++;
            var sku = skus.get(ThreadLocalRandom.current().nextInt(skus.size()));
            send(post("/api/store/v1/carts/" + cart + "/lines", "{\"sku\":\"" + sku + "\",\"quantity\":1}", ""));
        }

        private void send(byte[] request) throws IOException {
            in.clear();
            // A request of a few hundred bytes always fits in the buffer of a socket that waits for its answer.
            if (shop.write(ByteBuffer.wrap(request)) != request.length) {
                throw new IOException("The shop does not read");
            }
        }

        void read() throws IOException {
            if (shop.read(in) < 0) {
                throw new IOException("The shop closed the connection");
            }
            var bytes = new byte[in.position()];
            in.get(0, bytes);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var head = text.indexOf("\r\n\r\n");
            if (head < 0) {
                return;
            }
            var length = text.indexOf("\r\nContent-Length: ");
            var whole = length >= 0 && length < head
                    ? text.length() == head + 4 + Integer.parseInt(text.substring(length + 18, text.indexOf('\r', length + 18)))
                    : text.endsWith("\r\n0\r\n\r\n");
            if (whole) {
                answered(Integer.parseInt(text.substring(9, 12)), text, head);
            }
        }

        private void answered(int status, String answer, int head) throws IOException {
            switch (step) {
                case OPEN_CART -> {
                    var at = answer.indexOf("\"id\":\"", head) + 6;
                    if (status != 201) {
                        failed(answer);
                        return;
                    }
                    cart = answer.substring(at, answer.indexOf('"', at));
                    lines = 0;
                    addLine();
                }
                case ADD_LINE -> {
                    if (status >= 300) {
                        failed(answer);
                    } else if (mode == Mode.PLACE) {
                        filled.add(cart);
                        busy--;
                        if (filled.size() < cartsToFill) {
                            begin();
                        }
                    } else if (mode == Mode.WHOLE && lines < 2) {
                        addLine();
                    } else if (mode == Mode.WHOLE) {
                        step = Step.QUOTE;
                        send(post("/api/store/v1/carts/" + cart + "/quote", "{" + delivery() + "}", ""));
                    } else {
                        order();
                    }
                }
                case QUOTE -> {
                    if (status != 200) {
                        failed(answer);
                    } else {
                        order();
                    }
                }
                case ORDER -> {
                    if (status != 201 || answer.indexOf("\"paid\"", head) < 0) {
                        failed(answer);
                        return;
                    }
                    if (due >= counted) {
                        count(System.nanoTime());
                    }
                    over();
                }
            }
        }

        private void count(long now) {
            if (flows == times.length) {
                times = Arrays.copyOf(times, flows * 2);
                placings = Arrays.copyOf(placings, flows * 2);
            }
            placings[flows] = now - placing;
            times[flows++] = now - due;
        }

        private void failed(String answer) throws IOException {
            failures++;
            firstFailure = step + ": " + answer;
            over();
        }

        private void over() throws IOException {
            busy--;
            due += interval;
            startOrWait();
        }
    }
}
