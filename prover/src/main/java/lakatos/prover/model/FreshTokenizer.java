package lakatos.prover.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import lakatos.prover.model.BytePairs.Pair;

/** A tokenizer of byte pairs, as the {@code tokenizer.json} that Hugging Face's library reads. */
final class FreshTokenizer {
  static final String BEGIN = "<|begin|>";
  static final String END = "<|end|>";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Pair> pairs;
  private final List<String> tokens = new ArrayList<>();

  FreshTokenizer(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
    letters().forEach(tokens::add);
    for (Pair pair : this.pairs) {
      tokens.add(tokens.get(pair.left()) + tokens.get(pair.right()));
    }
  }

  /**
   * The letter by which each byte is written (Radford et al. 2019): itself if it can be seen, else
   * one of those from 256 on.
   */
  private static List<String> letters() {
    List<String> letters = new ArrayList<>();
    int hidden = 256;
    for (int b = 0; b < 256; b++) {
      boolean visible = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xff && b != 0xad);
      letters.add(Character.toString(visible ? b : hidden++));
    }
    return letters;
  }

  /** How many tokens there are. */
  int size() {
    return tokens.size() + 2;
  }

  int begin() {
    return tokens.size();
  }

  int end() {
    return tokens.size() + 1;
  }

  /** The file. */
  ObjectNode json() {
    ObjectNode json = JSON.createObjectNode().put("version", "1.0");
    json.putNull("truncation").putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    special(added.addObject(), begin(), BEGIN);
    special(added.addObject(), end(), END);
    json.putNull("normalizer");
    ArrayNode split =
        json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
    ObjectNode words = split.addObject().put("type", "Split");
    words.putObject("pattern").put("Regex", BytePairs.WORDS);
    words.put("behavior", "Isolated").put("invert", false);
    byteLevel(split.addObject());
    beginning(json.putObject("post_processor"));
    byteLevel(json.putObject("decoder"));
    model(json.putObject("model"));
    return json;
  }

  private static void special(ObjectNode token, int id, String content) {
    token.put("id", id).put("content", content).put("special", true);
    List.of("single_word", "lstrip", "rstrip", "normalized").forEach(key -> token.put(key, false));
  }

  private static void byteLevel(ObjectNode node) {
    node.put("type", "ByteLevel").put("add_prefix_space", false);
    node.put("trim_offsets", true).put("use_regex", false);
  }

  /** Every text begins with the same token, so that its first word is predicted too. */
  private void beginning(ObjectNode node) {
    node.put("type", "TemplateProcessing");
    for (String form : List.of("single", "pair")) {
      ArrayNode parts = node.putArray(form);
      sequence(parts, "A", 0);
      if (form.equals("pair")) {
        sequence(parts, "B", 1);
      }
    }
    ObjectNode token = node.putObject("special_tokens").putObject(BEGIN).put("id", BEGIN);
    token.putArray("ids").add(begin());
    token.putArray("tokens").add(BEGIN);
  }

  private static void sequence(ArrayNode parts, String name, int type) {
    parts.addObject().putObject("SpecialToken").put("id", BEGIN).put("type_id", type);
    parts.addObject().putObject("Sequence").put("id", name).put("type_id", type);
  }

  private void model(ObjectNode model) {
    model.put("type", "BPE").putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    ObjectNode vocabulary = model.putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      vocabulary.put(tokens.get(id), id);
    }
    ArrayNode merges = model.putArray("merges");
    for (Pair pair : pairs) {
      merges.addArray().add(tokens.get(pair.left())).add(tokens.get(pair.right()));
    }
  }
}
