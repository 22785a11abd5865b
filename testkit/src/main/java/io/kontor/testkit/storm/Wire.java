package io.kontor.testkit.storm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A port that passes everything on to another port, and that can be cut, slowed down, or made to lose the answers. */
public final class Wire implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket ear;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile long delayNanos;
    private volatile boolean losesAnswers;

    /** @param port where it listens, or 0 for any that is free */
    public Wire(int port, int target) {
        this.target = target;
        try {
            this.ear = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().name("wire " + ear.getLocalPort()).start(this::listen);
    }

    public int port() {
        return ear.getLocalPort();
    }

    /** Breaks every connection there is, as if the cable had been pulled; new ones are let through. */
    void cut() {
        pairs.forEach(Pair::reset);
    }

    /** Every piece that passes, in either direction, comes later by so much. */
    void delay(Duration by) {
        delayNanos = by.toNanos();
    }

    /** While it does, questions arrive, and the connection breaks at the first word of the answer. */
    public void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    private void listen() {
        while (!ear.isClosed()) {
            try {
                var near = ear.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                pairs.forEach(Pair::reset);
            }
        }
    }

    private void connect(Socket near) {
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var pair = new Pair(near, far);
            pairs.add(pair);
            Thread.ofVirtual().start(() -> pass(pair, near, far, false));
            pass(pair, far, near, true);
        } catch (IOException nobodyThere) {
            Pair.reset(near);
        }
    }

    private void pass(Pair pair, Socket from, Socket to, boolean answers) {
        var buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                if (answers && losesAnswers) {
                    pair.reset();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            pair.reset();
        } finally {
            pairs.remove(pair);
        }
    }

    @Override
    public void close() {
        try {
            ear.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
        cut();
    }

    private record Pair(Socket near, Socket far) {
        void reset() {
            reset(near);
            reset(far);
        }

        /** Without lingering a closed socket sends a reset instead of a farewell. */
        static void reset(Socket socket) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException closedBefore) {
                // What is closed needs no cutting.
                return;
            }
        }
    }
}
