package lakatos.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where nodes stand in a picture: what uses others above them, in layers, each layer in an order in
 * which few lines cross.
 *
 * @param layers names, top to bottom and left to right
 * @param edges from who uses to what is used
 */
record Layers(List<List<String>> layers, List<Edge> edges) {
  private static final int SWEEPS = 4;

  Layers {
    layers = layers.stream().map(List::copyOf).toList();
    edges = List.copyOf(edges);
  }

  /** One node uses another. */
  record Edge(String user, String used) {}

  /** The place of a name: its layer, and its number there. */
  record Place(int layer, int number) {}

  static Layers of(SessionState state) {
    List<Edge> edges = new ArrayList<>();
    for (Node node : state.nodes().values()) {
      for (String used : state.uses(node)) {
        edges.add(new Edge(node.name(), used));
      }
    }
    Map<String, Integer> depth = new HashMap<>();
    state.nodes().keySet().forEach(name -> depth(name, edges, depth, new HashSet<>()));
    List<List<String>> layers = new ArrayList<>();
    for (String name : state.nodes().keySet()) {
      int at = depth.getOrDefault(name, 0);
      while (layers.size() <= at) {
        layers.add(new ArrayList<>());
      }
      layers.get(at).add(name);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 1; i < layers.size(); i++) {
        order(layers.get(i), layers.get(i - 1), edges);
      }
    }
    return new Layers(layers, edges);
  }

  /** One more than the deepest that uses it. */
  private static int depth(
      String name, List<Edge> edges, Map<String, Integer> known, Set<String> path) {
    Integer depth = known.get(name);
    if (depth != null || !path.add(name)) {
      return depth == null ? 0 : depth;
    }
    int deepest = 0;
    for (Edge edge : edges) {
      if (edge.used().equals(name)) {
        deepest = Math.max(deepest, depth(edge.user(), edges, known, path) + 1);
      }
    }
    known.put(name, deepest);
    return deepest;
  }

  /** Each below the middle of those above that use it. */
  private static void order(List<String> layer, List<String> above, List<Edge> edges) {
    Map<String, Double> middle = new HashMap<>();
    for (String name : layer) {
      middle.put(
          name,
          edges.stream()
              .filter(edge -> edge.used().equals(name) && above.contains(edge.user()))
              .mapToInt(edge -> above.indexOf(edge.user()))
              .average()
              .orElse(layer.indexOf(name)));
    }
    layer.sort(Comparator.comparing(name -> middle.getOrDefault(name, 0.0)));
  }

  /** The size of the widest layer. */
  int width() {
    return layers.stream().mapToInt(List::size).max().orElse(0);
  }

  Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      for (int j = 0; j < layers.get(i).size(); j++) {
        places.put(layers.get(i).get(j), new Place(i, j));
      }
    }
    return places;
  }
}
