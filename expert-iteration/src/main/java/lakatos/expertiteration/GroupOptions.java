package lakatos.expertiteration;

/**
 * How groups of texts are learnt from (GRPO with DAPO's changes; Yu et al. 2025).
 *
 * @param groups with signal, some texts proofs and some not, that a round learns from; texts are
 *     drawn until there are so many
 * @param waves how often more are drawn at most
 * @param learningRate of every step
 * @param stepGroups groups that one step learns from
 * @param softFrom share of the longest text from which length is punished, up to -1 for the longest
 */
public record GroupOptions(
    int groups, int waves, double learningRate, int stepGroups, double softFrom) {
  public static final GroupOptions DEFAULT = new GroupOptions(256, 3, 2e-5, 16, 0.8);

  public GroupOptions {
    if (groups <= 0 || waves <= 0 || stepGroups <= 0) {
      throw new IllegalArgumentException("groups and waves must be positive");
    }
    if (!(softFrom > 0 && softFrom <= 1)) {
      throw new IllegalArgumentException("the share must be between 0 and 1: " + softFrom);
    }
  }
}
