// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.EventCursor;
import dev.bpfsh.libbpf.EventReader;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Events that programs send to this process, and three ways to read them:
 *
 * <pre>{@code
 * rb.poll(Duration.ofSeconds(1), cursor -> sum += cursor.getLong(8));   // for speed: nothing is copied or allocated
 * rb.forEach(event -> System.out.println(event.get("comm")));           // decoded, until interrupted or closed
 * rb.events(Duration.ofSeconds(5)).limit(10).toList();                  // a stream that ends
 * }</pre>
 *
 * <p>One thread reads at a time: another is refused with an {@link IllegalStateException} that names the first. An event
 * is taken out when its handler returns, and also when it throws. {@link #close} may be called by any thread, by a
 * handler too: it ends waiting, lets a handler that runs end, and has later calls refused. All of this buffer's objects,
 * as {@link BpfObject#ringBuffer(String)} gives one for each type that is named, share its place in the buffer, and
 * close together.
 *
 * @param <T> what an event becomes when it is decoded: {@link dev.bpfsh.btf.Struct}, a record, or {@code byte[]}
 */
public abstract sealed class EventBuffer<T> implements AutoCloseable permits RingBuffer, PerfBuffer {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final EventReader reader;
    private final EventDecoder<T> decoder;
    private final EventCursor cursor = new EventCursor();

    EventBuffer(EventReader reader, EventDecoder<T> decoder) {
        this.reader = reader;
        this.decoder = decoder;
    }

    /** The map's name. */
    public String name() {
        return reader.name();
    }

    /**
     * The names of what is in an event, in order: a struct's members, a record's components; none of {@code byte[]}.
     *
     * <pre>{@code events.members()}</pre>
     *
     * @throws dev.bpfsh.libbpf.BpfException if there are several types that an event may have
     */
    public List<String> members() {
        return decoder.members();
    }

    /** Whether it can be read: neither it nor its object is closed. */
    public boolean isOpen() {
        return reader.isOpen();
    }

    /**
     * Bytes that wait to be read, headers included.
     *
     * @throws IllegalStateException if it is closed
     */
    public abstract long unread();

    /** What is known about events that did not come through. */
    public abstract Losses losses();

    /**
     * Gives the events that are there to a handler, a buffer full at most, and does not wait. No object is made for an
     * event: the cursor is the same each time, at another place.
     *
     * <pre>{@code
     * sh("true")
     * events.poll(cursor -> System.out.println(cursor.length() + " bytes"))
     * }</pre>
     *
     * @param handler may use the cursor until it returns
     * @return how many there were
     * @throws IllegalStateException if it is closed, or somebody reads it already
     * @throws dev.bpfsh.libbpf.BpfException if the buffer's memory makes no sense, as when another process has written
     *     to it; nothing outside of it is ever read
     */
    public int poll(Consumer<? super EventCursor> handler) {
        return poll(handler, Integer.MAX_VALUE);
    }

    /** As {@link #poll(Consumer)}, so many events at most. */
    public int poll(Consumer<? super EventCursor> handler, int most) {
        return reader.read(cursor, handler, most);
    }

    /**
     * As {@link #poll(Consumer)}, and waits for the first event.
     *
     * <pre>{@code
     * sh("true")
     * events.poll(seconds(1), cursor -> System.out.println(cursor.length() + " bytes"))
     * }</pre>
     *
     * @return 0 if none came in time, or it was closed meanwhile
     * @throws InterruptedException if the thread is interrupted while it waits, which is noticed within 100 ms
     */
    public int poll(Duration timeout, Consumer<? super EventCursor> handler) throws InterruptedException {
        return reader.await(cursor, handler, Integer.MAX_VALUE, nanos(timeout));
    }

    /**
     * Takes one event, decoded, and waits for it.
     *
     * <pre>{@code
     * sh("true")
     * events.poll(seconds(1))
     * }</pre>
     *
     * @return empty if none came in time, or it was closed meanwhile
     * @throws InterruptedException as {@link #poll(Duration, Consumer)}
     * @throws dev.bpfsh.libbpf.BpfException if the event is shorter than its type, or there are several types that it
     *     may have
     */
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        return next(nanos(timeout));
    }

    Optional<T> next(long nanos) throws InterruptedException {
        var taken = new Taken<T>();
        reader.await(cursor, event -> taken.event = decoder.decode(event), 1, nanos);
        return Optional.ofNullable(taken.event);
    }

    private static final class Taken<T> {
        private T event;
    }

    /**
     * Gives the events that are there to a consumer, decoded, a buffer full at most, and does not wait.
     *
     * <pre>{@code
     * sh("true")
     * events.drain(event -> System.out.println(event.get("comm")))
     * }</pre>
     *
     * @return how many there were
     */
    public int drain(Consumer<? super T> consumer) {
        return poll(event -> consumer.accept(decoder.decode(event)));
    }

    /**
     * Gives every event to a consumer, decoded, from now on until this is closed. Where events keep coming it takes
     * several at a time, 10 ms apart at most, which costs far less than to wake up for each.
     *
     * @throws InterruptedException if the thread is interrupted, which is noticed between events, and within 100 ms
     *     where none come
     */
    public void forEach(Consumer<? super T> consumer) throws InterruptedException {
        forEach(consumer, () -> true);
    }

    void forEach(Consumer<? super T> consumer, BooleanSupplier go) throws InterruptedException {
        reader.each(cursor, event -> consumer.accept(decoder.decode(event)), go);
    }

    /**
     * The events that come until a time is over, which begins when the first is asked for. An event is taken out of the
     * buffer when the stream gets to it, never earlier. Interrupting the thread ends the stream, and leaves the thread's
     * interrupt status set; closing this ends it too.
     *
     * <pre>{@code
     * sh("true")
     * events.events(seconds(1)).map(event -> event.get("comm")).toList()
     * }</pre>
     */
    public Stream<T> events(Duration time) {
        return EventIterator.stream(this, nanos(time));
    }

    /**
     * As {@link #events}, without end: {@code stream().limit(10)}.
     *
     * <pre>{@code
     * sh("true")
     * events.stream().limit(2).toList()
     * }</pre>
     */
    public Stream<T> stream() {
        return EventIterator.stream(this, Long.MAX_VALUE);
    }

    /**
     * The next event, however long it takes: for the prompt.
     *
     * <pre>{@code
     * sh("true")
     * events.next()
     * }</pre>
     *
     * @throws NoSuchElementException if this is closed meanwhile
     * @throws InterruptedException as {@link #poll(Duration, Consumer)}
     */
    public T next() throws InterruptedException {
        return next(Long.MAX_VALUE).orElseThrow(() -> new NoSuchElementException(name() + " was closed"));
    }

    /**
     * Gives every event to a consumer, as {@link #forEach}, in a thread of its own, until the tail or this is closed.
     *
     * <pre>{@code
     * var tail = events.tail(event -> System.out.println(event.get("comm")))
     * sh("true")
     * tail.close()
     * }</pre>
     *
     * @return what ends it; the session closes it too
     */
    public EventTail tail(Consumer<? super T> consumer) {
        return EventTail.start(this, consumer);
    }

    /**
     * Ends reading, and takes the buffer out of this process; the map stays. Waits for the handler that runs, two seconds
     * at most. Does nothing the second time.
     *
     * <pre>{@code events.close()}</pre>
     */
    @Override
    public void close() {
        reader.close();
    }

    EventReader reader() {
        return reader;
    }

    private static long nanos(Duration time) {
        return time.compareTo(LONGEST) < 0 ? Math.max(0, TimeUnit.NANOSECONDS.convert(time)) : Long.MAX_VALUE;
    }
}
