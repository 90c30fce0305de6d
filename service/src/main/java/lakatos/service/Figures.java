package lakatos.service;

import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.PoolStats;
import lakatos.v1.Effort;
import lakatos.v1.JobKind;
import lakatos.v1.Result;
import lakatos.v1.Verdict;

/** What a server counts, for Prometheus. Thread-safe. */
final class Figures implements AutoCloseable {
  private static final List<JobKind> KINDS =
      List.of(JobKind.JOB_KIND_PROVE, JobKind.JOB_KIND_VERIFY, JobKind.JOB_KIND_FORMALIZE);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MetricCollectingServerInterceptor calls =
      new MetricCollectingServerInterceptor(registry);
  private final Timer latency =
      Timer.builder("lakatos.submit.to.verdict")
          .description("from the submission of a job to the verdict on each of its problems")
          .publishPercentiles(0.5, 0.99)
          .distributionStatisticExpiry(Duration.ofMinutes(10))
          .register(registry);

  Figures(LeanPool pool, Desk desk, JobStore store) {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gauge("lakatos.problems.queued", "that wait in jobs", store, s -> s.load().queued());
    gauge("lakatos.problems.running", "of jobs, worked on", store, s -> s.load().running());
    gauge("lakatos.calls.waiting", "calls that wait for a Lean process", desk, Desk::waiting);
    gauge("lakatos.lean.workers", "Lean processes", pool, p -> p.stats().alive());
    gauge("lakatos.lean.workers.idle", "of them, without work", pool, p -> p.stats().idle());
    gauge("lakatos.lean.resident.bytes", "memory of all of them", pool, LeanPool::residentBytes);
    count("lakatos.lean.started", "Lean processes ever started", pool, PoolStats::started);
    count("lakatos.lean.recycled", "replaced for age or memory", pool, PoolStats::recycled);
    count("lakatos.lean.died", "ended over a request", pool, PoolStats::died);
    count("lakatos.lean.killed", "killed for overrunning a limit", pool, PoolStats::killed);
    count("lakatos.lean.requests", "requests answered by Lean", pool, PoolStats::requests);
    count("lakatos.lean.seconds", "time that Lean worked", pool, s -> s.leanMillis() / 1000.0);
    for (Verdict verdict : Verdict.values()) {
      if (verdict != Verdict.VERDICT_UNSPECIFIED && verdict != Verdict.UNRECOGNIZED) {
        for (JobKind kind : KINDS) {
          verdicts(verdict, kind, "job").increment(0);
          verdicts(verdict, kind, "call").increment(0);
        }
      }
    }
  }

  private <T> void gauge(String name, String what, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(what).strongReference(true).register(registry);
  }

  private void count(String name, String what, LeanPool pool, ToDoubleFunction<PoolStats> value) {
    FunctionCounter.builder(name, pool, p -> value.applyAsDouble(p.stats()))
        .description(what)
        .register(registry);
  }

  private Counter verdicts(Verdict verdict, JobKind kind, String of) {
    return registry.counter(
        "lakatos.verdicts",
        "verdict",
        word(verdict, "VERDICT_"),
        "kind",
        word(kind, "JOB_KIND_"),
        "of",
        of);
  }

  private static String word(Enum<?> constant, String prefix) {
    return constant.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  /** Counts the verdict on a problem of a job. */
  void decided(Duration sinceSubmission, JobKind kind, Result result) {
    latency.record(sinceSubmission);
    count(result, kind, "job");
  }

  /** Counts the verdict on a problem of a caller who waits. */
  Result answered(JobKind kind, Result result) {
    count(result, kind, "call");
    return result;
  }

  private void count(Result result, JobKind kind, String of) {
    verdicts(result.getVerdict(), kind, of).increment();
    Effort effort = result.getEffort();
    registry.counter("lakatos.model.tokens").increment((double) effort.getTokens());
    registry.counter("lakatos.model.seconds").increment(Wire.seconds(effort.getModel()));
  }

  /** Counts calls by method and status. */
  ServerInterceptor interceptor() {
    return calls;
  }

  /** The figures as Prometheus reads them. */
  String page() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
