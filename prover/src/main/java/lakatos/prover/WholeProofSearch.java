package lakatos.prover;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Verdict;
import lakatos.prover.ProofResult.Effort;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Extraction;
import lakatos.prover.model.Generation;
import lakatos.prover.model.ModelException;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.model.Span;
import lakatos.prover.text.NormalForm;

/** One problem at {@link WholeProof}. */
final class WholeProofSearch implements AutoCloseable {

  /*
   * Each of many threads follows one answer from its extraction through its verdict to its
   * corrections, and then takes the next. They wait for the model or for a Lean process most of the
   * time, so that both are kept busy without a queue between them; how many candidates Lean checks
   * at once is the pool's affair.
   */
  private static final int MOST_LANES = 64;
  private static final Duration POLL = Duration.ofMillis(100);

  /** What is being checked when the search ends may end by itself: a killed process is dear. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final long NEXT_ROUND = 1_000_003;

  private final WholeProof policy;
  private final Problem problem;
  private final Budget budget;
  private final Instant start = Instant.now();
  private final Instant deadline;
  private final ExecutorService lanes;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Queue<Generation> generations = new ConcurrentLinkedQueue<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicReference<ProofResult.Proved> won = new AtomicReference<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicLong leanNanos = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private volatile List<String> remained = List.of();

  WholeProofSearch(WholeProof policy, Problem problem, Budget budget) {
    this.policy = policy;
    this.problem = problem;
    this.budget = budget;
    this.deadline = budget.deadline();
    int threads = Math.min(budget.samples(), MOST_LANES);
    this.lanes =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "whole-proof");
              thread.setDaemon(true);
              return thread;
            });
    running.set(threads);
  }

  /** An answer, and what it answers. */
  private record Answer(Prompt asked, Completion completion, int round, Instant at) {}

  ProofResult run() {
    Prompt prompt = policy.profile().prompt(problem.statement(), problem.informal());
    Generation first = ask(prompt, budget.samples(), policy.options().seed());
    Instant asked = Instant.now();
    for (int i = running.get(); i > 0; i--) {
      lanes.execute(() -> lane(prompt, first, asked));
    }
    try {
      while (!isSpent() && !ended.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    policy.wrote(spans());
    ProofResult.Proved proved = won.get();
    RuntimeException broken = failure.get();
    if (proved == null && broken != null) {
      throw broken;
    }
    return proved == null
        ? new ProofResult.Open(remained, effort(WholeProof.NAME))
        : new ProofResult.Proved(
            proved.source(), proved.verdict(), effort(proved.effort().policy()));
  }

  private Generation ask(Prompt prompt, int samples, long seed) {
    Generation generation =
        policy.model().generate(new Request(prompt, samples, policy.options().sampling(), seed));
    generations.add(generation);
    return generation;
  }

  private boolean isSpent() {
    return !Instant.now().isBefore(deadline) || tokens() >= budget.tokens();
  }

  private boolean isOver() {
    return ended.getCount() == 0 || isSpent();
  }

  private long tokens() {
    return generations.stream().mapToLong(Generation::drawn).sum();
  }

  // --- one thread ----------------------------------------------------------------------------

  private void lane(Prompt prompt, Generation first, Instant asked) {
    try {
      while (!isOver() && !first.isDone()) {
        Optional<Completion> next = first.next(POLL);
        if (next.isPresent()) {
          follow(new Answer(prompt, next.get(), 0, asked));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // the thread's edge: nobody else would tell who waits
      // after the end, processes are taken away and models are closed under our hands
      if (ended.getCount() > 0) {
        failure.compareAndSet(null, e);
        ended.countDown();
      }
    } finally {
      if (running.decrementAndGet() == 0) {
        ended.countDown();
      }
    }
  }

  /** Judges an answer, then its corrections. */
  private void follow(Answer first) throws InterruptedException {
    Optional<Answer> answer = Optional.of(first);
    while (answer.isPresent() && !isOver()) {
      Optional<Prompt> correction = judge(answer.get());
      answer = correction.isPresent() ? correct(correction.get(), answer.get()) : Optional.empty();
    }
  }

  private Optional<Answer> correct(Prompt prompt, Answer failed) throws InterruptedException {
    Instant asked = Instant.now();
    try (Generation generation = ask(prompt, 1, failed.completion().seed() + NEXT_ROUND)) {
      while (!isOver() && !generation.isDone()) {
        Optional<Completion> next = generation.next(POLL);
        if (next.isPresent()) {
          return Optional.of(new Answer(prompt, next.get(), failed.round() + 1, asked));
        }
      }
    } catch (ModelException e) {
      if (e.reason() != ModelException.Reason.TOO_LONG) {
        throw e;
      }
    }
    return Optional.empty();
  }

  /** Returns what to ask next about an answer that does not stand. */
  private Optional<Prompt> judge(Answer answer) {
    Extraction extraction =
        Extraction.of(policy.profile(), problem.statement(), answer.asked(), answer.completion());
    if (extraction instanceof Extraction.Rejected rejected) {
      String code = rejected.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      List<Objection> why = List.of(new Objection(code, rejected.why()));
      tell(
          answer,
          name(answer),
          Optional.empty(),
          new Judged("unusable", why, List.of(), Duration.ZERO));
      return Optional.empty();
    }
    String candidate = ((Extraction.Candidate) extraction).text();
    if (!seen.add(NormalForm.of(candidate))) {
      tell(
          answer,
          name(answer),
          Optional.of(candidate),
          new Judged("duplicate", List.of(), List.of(), Duration.ZERO));
      return Optional.empty();
    }
    Verdict verdict = verify(candidate);
    tell(answer, name(answer), Optional.of(candidate), Judged.of(verdict));
    if (verdict instanceof Verdict.Proved proved) {
      win(candidate, proved, name(answer));
      return Optional.empty();
    }
    return repaired(answer, candidate, verdict)
        ? Optional.empty()
        : correction(answer, candidate, verdict);
  }

  private static String name(Answer answer) {
    return answer.round() == 0 ? WholeProof.NAME : WholeProof.CORRECTION;
  }

  /** Whether the portfolio could make a proof of it. */
  private boolean repaired(Answer answer, String candidate, Verdict verdict) {
    if (policy.repair().isEmpty() || isOver() || !(verdict instanceof Verdict.Failed failed)) {
      return false;
    }
    Optional<String> whole =
        policy
            .repair()
            .get()
            .of(
                problem.statement(),
                candidate,
                failed.messages(),
                Duration.between(Instant.now(), deadline));
    if (whole.isEmpty() || isOver()) {
      return false;
    }
    Verdict second = verify(whole.get());
    tell(answer, WholeProof.REPAIR, whole, Judged.of(second));
    if (second instanceof Verdict.Proved proved) {
      win(whole.get(), proved, WholeProof.REPAIR);
    }
    return second.isProved();
  }

  private Optional<Prompt> correction(Answer answer, String candidate, Verdict verdict) {
    List<Message> messages = Judged.of(verdict).messages();
    if (!messages.isEmpty()) {
      remained = messages.stream().filter(Message::isError).map(Message::toString).toList();
    }
    return answer.round() < policy.options().rounds()
        ? policy
            .profile()
            .correction(answer.asked(), answer.completion().text(), candidate, messages)
        : Optional.empty();
  }

  /** The normal tier first; what passes it must pass the strict one too. */
  private Verdict verify(String candidate) {
    attempts.incrementAndGet();
    Verdict verdict =
        policy.options().rounds() > 0 && policy.profile().showsGoals()
            ? policy.verifier().verifyWithGoals(problem.statement(), candidate, limits())
            : policy.verifier().verify(problem.statement(), candidate, limits(), false);
    leanNanos.addAndGet(verdict.wall().toNanos());
    if (!verdict.isProved()) {
      return verdict;
    }
    Verdict strict = policy.verifier().verify(problem.statement(), candidate, limits(), true);
    leanNanos.addAndGet(strict.wall().toNanos());
    return strict;
  }

  private Limits limits() {
    Duration left = Duration.between(Instant.now(), deadline);
    Duration most = policy.options().check();
    Duration wall = left.compareTo(most) < 0 ? left : most;
    return Limits.DEFAULT.withWall(wall.toMillis() < 1 ? Duration.ofMillis(1) : wall);
  }

  private void win(String candidate, Verdict.Proved verdict, String name) {
    won.compareAndSet(null, new ProofResult.Proved(candidate, verdict, effort(name)));
    if (!policy.options().exhaustive()) {
      ended.countDown();
    }
  }

  // --- what is kept --------------------------------------------------------------------------

  /** What a verdict says, in the words of an attempt. */
  private record Judged(
      String verdict, List<Objection> reasons, List<Message> messages, Duration wall) {
    static Judged of(Verdict verdict) {
      List<Objection> reasons = List.of();
      List<Message> messages = List.of();
      if (verdict instanceof Verdict.Rejected rejected) {
        reasons = rejected.objections();
        messages = rejected.messages();
      } else if (verdict instanceof Verdict.Failed failed) {
        messages = failed.messages();
      } else if (verdict instanceof Verdict.Crashed crashed) {
        reasons = List.of(new Objection("crashed", crashed.text()));
      }
      return new Judged(verdict.word(), reasons, messages, verdict.wall());
    }
  }

  private void tell(Answer answer, String name, Optional<String> candidate, Judged judged) {
    Completion completion = answer.completion();
    Instant now = Instant.now();
    Duration since = Duration.between(answer.at(), now).minus(judged.wall());
    policy.tell(
        new Attempt(
            problem.id(),
            problem.statement(),
            name,
            policy.profile().name(),
            policy.model().name(),
            answer.round(),
            completion.seed(),
            policy.options().sampling(),
            sha256(answer.asked()),
            completion.text(),
            completion.finish(),
            completion.tokenCount(),
            candidate,
            judged.verdict(),
            judged.reasons(),
            judged.messages(),
            since.isNegative() ? Duration.ZERO : since,
            judged.wall(),
            policy.pool().id().toString(),
            policy.options().exhaustive(),
            now));
  }

  private static String sha256(Prompt prompt) {
    try {
      byte[] text = prompt.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Effort effort(String name) {
    return new Effort(
        name,
        attempts.get(),
        tokens(),
        Duration.between(start, Instant.now()),
        Duration.ofNanos(leanNanos.get()),
        Span.union(spans()));
  }

  private List<Span> spans() {
    return generations.stream().map(Generation::span).toList();
  }

  /** Cancels what is still being written or checked. */
  @Override
  public void close() {
    ended.countDown();
    generations.forEach(Generation::close);
    lanes.shutdown();
    try {
      if (!lanes.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        lanes.shutdownNow();
      }
    } catch (InterruptedException e) {
      lanes.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
