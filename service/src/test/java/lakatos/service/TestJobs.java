package lakatos.service;

import com.google.protobuf.util.Durations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lakatos.service.JobStore.Task;
import lakatos.v1.Effort;
import lakatos.v1.Job;
import lakatos.v1.JobBudget;
import lakatos.v1.JobKind;
import lakatos.v1.JobResult;
import lakatos.v1.JobSpec;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import lakatos.v1.Statement;
import lakatos.v1.Verdict;
import lakatos.v1.VerdictCount;

/** Jobs to try a store with. */
final class TestJobs {
  static final JobSpec SPEC = JobSpec.newBuilder().setKind(JobKind.JOB_KIND_PROVE).build();

  private TestJobs() {}

  static List<Problem> problems(int count) {
    return IntStream.range(0, count).mapToObj(TestJobs::problem).toList();
  }

  static Problem problem(int index) {
    return Problem.newBuilder()
        .setId("p" + index)
        .setStatement(Statement.newBuilder().setText("theorem t : " + index + " = " + index))
        .build();
  }

  static JobSpec priority(int priority) {
    return SPEC.toBuilder().setPriority(priority).build();
  }

  static JobSpec key(String clientKey) {
    return SPEC.toBuilder().setClientKey(clientKey).build();
  }

  static JobSpec tokens(long budget) {
    return SPEC.toBuilder().setBudget(JobBudget.newBuilder().setTokens(budget)).build();
  }

  static JobSpec wall(long millis) {
    JobBudget budget = JobBudget.newBuilder().setWall(Durations.fromMillis(millis)).build();
    return SPEC.toBuilder().setBudget(budget).build();
  }

  static Result result(Task task, Verdict verdict) {
    return Result.newBuilder()
        .setId(task.problem().getId())
        .setVerdict(verdict)
        .setEffort(Effort.newBuilder().setTokens(10).setLean(Durations.fromMillis(1500)))
        .build();
  }

  static Result proved(Task task) {
    return result(task, Verdict.VERDICT_PROVED);
  }

  static Map<Verdict, Integer> counts(Job job) {
    return job.getVerdictsList().stream()
        .collect(Collectors.toMap(VerdictCount::getVerdict, VerdictCount::getCount));
  }

  static Map<Verdict, Integer> counts(List<JobResult> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.getResult().getVerdict(), Collectors.summingInt(result -> 1)));
  }
}
