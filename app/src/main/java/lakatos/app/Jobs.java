package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lakatos.v1.Job;
import lakatos.v1.JobResult;
import lakatos.v1.JobState;
import lakatos.v1.VerdictCount;

/** Jobs in words, and as JSON objects. */
final class Jobs {
  private static final Set<JobState> ENDED =
      Set.of(JobState.JOB_STATE_DONE, JobState.JOB_STATE_CANCELLED);

  private Jobs() {}

  static boolean hasEnded(Job job) {
    return ENDED.contains(job.getState());
  }

  static int decided(Job job) {
    return job.getVerdictsList().stream().mapToInt(VerdictCount::getCount).sum();
  }

  static Map<String, Integer> verdicts(Job job) {
    Map<String, Integer> verdicts = new TreeMap<>();
    job.getVerdictsList()
        .forEach(count -> verdicts.put(Replies.word(count.getVerdict()), count.getCount()));
    return verdicts;
  }

  static String state(Job job) {
    return job.getState().name().replaceFirst("^JOB_STATE_", "").toLowerCase(Locale.ROOT);
  }

  /** What it is called: by its id, and by the name that it may have. */
  static String name(Job job) {
    String name = job.getSpec().getName();
    return job.getId() + (name.isEmpty() ? "" : " (" + Terminal.harmless(name) + ")");
  }

  /** {@code running, 12 of 40: 9 proved, 3 open}. */
  static String words(Job job) {
    String verdicts = decided(job) == 0 ? "" : ": " + Progress.words(verdicts(job));
    String note = job.getNote().isEmpty() ? "" : "; " + Terminal.harmless(job.getNote());
    return state(job) + ", " + decided(job) + " of " + job.getTotal() + verdicts + note;
  }

  /** As of {@link Batch.Summary}: all well, or something could not be worked on, or neither. */
  static int exitCode(Job job) {
    Map<String, Integer> verdicts = verdicts(job);
    if (verdicts.getOrDefault("error", 0) > 0) {
      return Exit.TROUBLE;
    }
    String good = purpose(job) == Purpose.FORMALIZE ? "formalized" : "proved";
    return verdicts.getOrDefault(good, 0) == job.getTotal() ? Exit.PROVED : Exit.NOT_PROVED;
  }

  static ObjectNode json(Job job) {
    ObjectNode object = Json.object().put("id", job.getId()).put("owner", job.getOwner());
    object.put("name", job.getSpec().getName()).put("key", job.getSpec().getClientKey());
    object.put("kind", purpose(job).name().toLowerCase(Locale.ROOT)).put("state", state(job));
    object.put("priority", job.getSpec().getPriority());
    object.put("total", job.getTotal()).put("running", job.getRunning());
    ObjectNode verdicts = object.putObject("verdicts");
    verdicts(job).forEach(verdicts::put);
    object.put("tokens", job.getTokens());
    object.put("leanMillis", Replies.duration(job.getLean()).toMillis());
    object.put("created", job.hasCreated() ? time(job.getCreated()) : null);
    object.put("started", job.hasStarted() ? time(job.getStarted()) : null);
    object.put("ended", job.hasEnded() ? time(job.getEnded()) : null);
    return object.put("note", job.getNote().isEmpty() ? null : job.getNote());
  }

  private static String time(Timestamp wire) {
    return Instant.ofEpochSecond(wire.getSeconds(), wire.getNanos()).toString();
  }

  private static Purpose purpose(Job job) {
    return switch (job.getSpec().getKind()) {
      case JOB_KIND_VERIFY -> Purpose.VERIFY;
      case JOB_KIND_FORMALIZE -> Purpose.FORMALIZE;
      case JOB_KIND_PROVE, JOB_KIND_UNSPECIFIED, UNRECOGNIZED -> Purpose.PROVE;
    };
  }

  /** A line of results, as the command that does the same without a job writes it. */
  static ObjectNode json(Job job, JobResult result) {
    ObjectNode object = Json.object().put("id", result.getResult().getId());
    object.setAll(
        switch (purpose(job)) {
          case PROVE -> Replies.found(result.getResult());
          case VERIFY -> Replies.judged(result.getResult());
          case FORMALIZE -> Replies.formalized(result.getResult());
        });
    return object;
  }
}
