package lakatos.autoformalizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import lakatos.autoformalizer.Clusters.Cluster;
import lakatos.autoformalizer.Drafting.Drafted;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
import lakatos.prover.model.ModelException;

/**
 * From a problem in words to Lean statements that elaborate, in the order in which they are likely
 * to say the same, each with what speaks for and against it.
 *
 * <p>The controlled language and any number of models write drafts; those that Lean does not
 * understand go back with its errors. Drafts that are provably equivalent become one candidate, and
 * the one that most of them agree on comes first. Lean's probes look at each, and a {@link Council}
 * judges what they leave standing.
 *
 * <p>Thread-safe. Models and Lean processes belong to the caller. What models write is hostile: it
 * is elaborated in the pool's processes only.
 */
public final class Autoformalizer {
  /** What origins call the {@link ControlledLanguage}. */
  public static final String CONTROLLED = "controlled language";

  private static final Duration COMPARISON = Duration.ofSeconds(10);
  private static final Duration PROBES = Duration.ofSeconds(25);

  private final LeanPool pool;
  private final List<ModelFormalizer> models;
  private final Council council;
  private final FormalizerOptions options;
  private final Clusters clusters;
  private final Probes probes;

  /**
   * Makes an autoformalizer.
   *
   * @param models who write drafts beside the controlled language; may be none
   */
  public Autoformalizer(
      LeanPool pool,
      Verifier verifier,
      List<ModelFormalizer> models,
      Council council,
      FormalizerOptions options) {
    this.pool = pool;
    this.models = List.copyOf(models);
    this.council = council;
    this.options = options;
    this.clusters = new Clusters(pool, verifier);
    this.probes = new Probes(pool, verifier);
  }

  /**
   * Formalizes one problem.
   *
   * @param budget for everything; drafts have three fifths of it, and what was found until the end
   *     is returned
   * @param told of each stage as it happens, on several threads but one at a time
   * @throws ModelException if there is no draft at all and a model is to blame; {@code CLOSED} if
   *     the thread is interrupted
   * @throws LeanException if no process can be had; {@code CLOSED} if the thread is interrupted
   */
  public Formalized formalize(InformalProblem problem, Duration budget, Consumer<Stage> told) {
    Trail trail = new Trail(budget, told);
    ExecutorService threads = Executors.newCachedThreadPool(Autoformalizer::thread);
    try {
      List<Drafted> drafts = new Drafting(pool, options, problem, trail, threads).run(models);
      List<Cluster> different = clusters(drafts, trail);
      List<Candidate> candidates = new ArrayList<>();
      for (Cluster cluster : different) {
        candidates.add(examine(problem, drafts, cluster, different.size(), trail, threads));
      }
      candidates.sort(Comparator.comparing(candidate -> -candidate.confidence()));
      return new Formalized(problem, candidates, trail.stages(), trail.wall(), trail.tokens());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(
          ModelException.Reason.CLOSED, "interrupted while a problem was formalized", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "formalizer");
    thread.setDaemon(true);
    return thread;
  }

  private List<Cluster> clusters(List<Drafted> drafts, Trail trail) {
    if (drafts.size() < 2) {
      return drafts.stream().map(d -> new Cluster(List.of(0), d.statement())).toList();
    }
    List<Statement> statements = drafts.stream().map(Drafted::statement).toList();
    List<Cluster> all = clusters.of(statements, COMPARISON, trail.left().dividedBy(3));
    trail.add(new Stage.Clustered(all.stream().map(Cluster::size).toList()));
    return all.subList(0, Math.min(options.kept(), all.size()));
  }

  private Candidate examine(
      InformalProblem problem,
      List<Drafted> drafts,
      Cluster cluster,
      int several,
      Trail trail,
      ExecutorService threads)
      throws InterruptedException {
    List<Drafted> members = cluster.members().stream().map(drafts::get).toList();
    Statement statement = cluster.representative();
    List<Finding> findings = new ArrayList<>(probed(problem, statement, several, trail));
    Optional<String> said =
        members.stream().flatMap(member -> member.backTranslation().stream()).findFirst();
    boolean sound = findings.stream().noneMatch(f -> f.weight() == Finding.Weight.FATAL);
    if (sound && !council.members().isEmpty()) {
      long seed = options.seed() + cluster.members().get(0);
      Deliberation.Outcome outcome =
          new Deliberation(council, problem, statement, trail, threads, seed).run(said);
      said = outcome.backTranslation();
      outcome.finding().ifPresent(findings::add);
      findings.sort(Comparator.comparing(Finding::weight));
    }
    boolean read = members.stream().anyMatch(m -> m.by().formalizer().equals(CONTROLLED));
    double share = drafts.size() < 2 ? 0 : (double) cluster.size() / drafts.size();
    return new Candidate(
        statement,
        members.stream().map(Drafted::by).toList(),
        Confidence.of(read, share, findings),
        findings,
        said,
        members.stream().flatMap(m -> m.assumptions().stream()).distinct().toList());
  }

  /** Each statement has its share of the time that is left, so that none is left without. */
  private List<Finding> probed(
      InformalProblem problem, Statement statement, int several, Trail trail) {
    Duration share = trail.left().dividedBy(several);
    Duration budget = share.compareTo(PROBES) < 0 ? share : PROBES;
    try {
      List<Finding> found = probes.of(statement, Optional.of(problem), budget);
      trail.add(new Stage.Probed(statement, found));
      return found;
    } catch (LeanException e) {
      return switch (e.reason()) {
        case TIMED_OUT, DIED, REFUSED, UNUSABLE -> {
          trail.add(new Stage.Missed("Lean's probes", e.getMessage()));
          yield List.of();
        }
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    }
  }
}
