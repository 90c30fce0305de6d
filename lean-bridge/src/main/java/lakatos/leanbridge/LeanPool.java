package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import lakatos.leanbridge.Seats.Seat;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of Lean processes, shared by many threads.
 *
 * <ul>
 *   <li>Requests are served in the order in which they came, each by a process that has elaborated
 *       its header before if one is idle.
 *   <li>A request whose process dies is tried once more on a fresh one.
 *   <li>A process is replaced after so many requests, so much time, or when it has grown; one that
 *       does not start is tried again with growing pauses.
 *   <li>{@link #close} ends every process, also those at work.
 * </ul>
 */
public final class LeanPool implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LeanPool.class.getName());

  private final Toolchain toolchain;
  private final PoolOptions options;
  private final Seats seats;
  private final Backoff backoff = new Backoff();

  /** Every process that exists, so that closing ends those at work too. */
  private final Set<LeanWorker> alive = ConcurrentHashMap.newKeySet();

  private final LongAdder started = new LongAdder();
  private final LongAdder recycled = new LongAdder();
  private final LongAdder died = new LongAdder();
  private final LongAdder killed = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder leanMillis = new LongAdder();
  private volatile @Nullable ToolchainId id;
  private volatile boolean closed;

  /** Makes a pool and begins to start its first process. */
  public LeanPool(Toolchain toolchain, PoolOptions options) {
    this.toolchain = toolchain;
    this.options = options;
    this.seats = new Seats(options.size(), options.queue());
    warm();
  }

  public Toolchain toolchain() {
    return toolchain;
  }

  public PoolOptions options() {
    return options;
  }

  /**
   * Returns which Lean this is, starting a process if none has been.
   *
   * @throws LeanException {@code UNAVAILABLE} if Lean does not start
   */
  public ToolchainId id() {
    ToolchainId known = id;
    if (known != null) {
      return known;
    }
    try (Lease lease = lease("", Optional.empty())) {
      return lease.seat.worker.id();
    }
  }

  /**
   * Starts a process in the background if there is none, so that the next request finds it warm.
   */
  private void warm() {
    if (!seats.takeFirstPermit(options.size())) {
      return;
    }
    Thread starter = new Thread(this::startIdle, "lean-pool-warm");
    starter.setDaemon(true);
    starter.start();
  }

  private void startIdle() {
    try {
      giveBack(Optional.of(start()));
    } catch (LeanException e) {
      LOG.log(Level.DEBUG, "no warm process: {0}", e.getMessage());
      giveBack(Optional.empty());
    }
  }

  /**
   * Sends a request, on a second process if the first dies over it.
   *
   * @param header which header it needs, to find a process that knows it
   * @param deadline until when it may wait for a process; empty for as long as it takes
   */
  JsonNode ask(String header, ObjectNode request, Limits limits, Optional<Instant> deadline) {
    try (Lease lease = lease(header, deadline)) {
      return lease.ask(request, limits);
    } catch (LeanException e) {
      if (e.reason() != LeanException.Reason.DIED) {
        throw e;
      }
    }
    try (Lease lease = lease(header, deadline)) {
      return lease.ask(request, limits);
    }
  }

  /**
   * Takes a process out of the pool until the lease is closed.
   *
   * @throws LeanException {@code BUSY}, {@code CLOSED}, {@code UNAVAILABLE}, or {@code TIMED_OUT}
   *     if the deadline passes in the queue
   */
  Lease lease(String header, Optional<Instant> deadline) {
    while (true) {
      Optional<Seat> taken = seats.take(header, deadline);
      if (taken.isEmpty()) {
        return new Lease(startOrGiveUp(), header);
      }
      LeanWorker worker = taken.get().worker;
      if (worker.alive() && !worker.restless()) {
        return new Lease(taken.get(), header);
      }
      discard(worker);
    }
  }

  private Seat startOrGiveUp() {
    try {
      return start();
    } catch (RuntimeException e) {
      giveBack(Optional.empty());
      throw e;
    }
  }

  private Seat start() {
    backoff.await();
    LeanWorker worker;
    try {
      worker = new LeanWorker(toolchain);
    } catch (LeanException e) {
      backoff.failed();
      throw e;
    }
    backoff.succeeded();
    worker.rest(); // starting takes processor time, which is no sign of something left behind
    started.increment();
    id = worker.id();
    alive.add(worker);
    if (closed) { // close() may have passed over a worker that was not in the set yet
      worker.close();
      alive.remove(worker);
      throw new LeanException(LeanException.Reason.CLOSED, "the pool is closed");
    }
    return new Seat(worker);
  }

  private void discard(LeanWorker worker) {
    worker.close();
    alive.remove(worker);
    giveBack(Optional.empty());
    warm();
  }

  private void giveBack(Optional<Seat> seat) {
    if (!seats.giveBack(seat)) {
      seat.ifPresent(orphan -> orphan.worker.close());
    }
  }

  /** Returns what the pool has done so far. */
  public PoolStats stats() {
    return new PoolStats(
        alive.size(),
        seats.idle(),
        seats.waiting(),
        started.sum(),
        recycled.sum(),
        died.sum(),
        killed.sum(),
        requests.sum(),
        leanMillis.sum());
  }

  /** Returns the resident memory of all processes together, in bytes. */
  public long residentBytes() {
    return alive.stream().mapToLong(LeanWorker::residentBytes).sum();
  }

  /** Returns the process ids of all processes. */
  public Set<Long> pids() {
    return Set.copyOf(alive.stream().map(LeanWorker::pid).toList());
  }

  /**
   * Ends every process, also those at work; whoever waits for one is told that the pool is closed.
   */
  @Override
  public void close() {
    closed = true;
    seats.close();
    alive.forEach(LeanWorker::close);
    alive.clear();
  }

  /** A process for one thread's use. Closing gives it back, or replaces it if it is worn. */
  final class Lease implements AutoCloseable {
    private final Seat seat;
    private final String header;
    private boolean doubtful;

    private Lease(Seat seat, String header) {
      this.seat = seat;
      this.header = header;
    }

    /** Asks the process; see {@link LeanWorker#ask}. */
    JsonNode ask(ObjectNode request, Limits limits) {
      request.put("maxHeartbeats", limits.heartbeats()).put("maxRecDepth", limits.recursion());
      try {
        JsonNode reply = seat.worker.ask(request, limits.wall());
        requests.increment();
        leanMillis.add(reply.path("millis").asLong());
        if (!seat.headers.contains(header)) {
          seat.headers.add(header);
        }
        // a candidate that can reach Lean's own machinery could have changed it for the next one
        doubtful |= request.has("verify") && reply.path("meta").asBoolean();
        return reply;
      } catch (LeanException e) {
        count(e.reason());
        throw e;
      }
    }

    private void count(LeanException.Reason reason) {
      if (reason == LeanException.Reason.TIMED_OUT) {
        killed.increment();
      } else if (reason == LeanException.Reason.DIED) {
        died.increment();
      }
    }

    @Override
    public void close() {
      LeanWorker worker = seat.worker;
      if (!worker.alive()) {
        discard(worker);
      } else if (worn(worker)) {
        recycled.increment();
        discard(worker);
      } else {
        worker.rest();
        giveBack(Optional.of(seat));
      }
    }

    private boolean worn(LeanWorker worker) {
      return (doubtful && toolchain.startsFast())
          || worker.served() >= options.requests()
          || worker.age().compareTo(options.age()) > 0
          || worker.residue() > options.residue()
          || worker.residentBytes() > options.memory();
    }
  }
}
