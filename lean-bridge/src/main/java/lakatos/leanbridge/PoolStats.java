package lakatos.leanbridge;

/**
 * What a pool has done so far, and what it is doing.
 *
 * @param alive processes that exist now
 * @param idle those of them that wait for a request
 * @param waiting requests that wait for a process
 * @param started processes ever started
 * @param recycled processes replaced for their age, number of requests or memory
 * @param died processes that ended over a request, by themselves or from outside
 * @param killed processes killed because a request overran its limit and its grace
 * @param requests answered
 * @param leanMillis time that Lean reported for them
 */
public record PoolStats(
    int alive,
    int idle,
    int waiting,
    long started,
    long recycled,
    long died,
    long killed,
    long requests,
    long leanMillis) {}
