package io.countersign.routing.yaml;

import io.countersign.routing.policy.DocumentNode;
import io.countersign.routing.policy.DocumentReader;
import io.countersign.routing.policy.PolicyFault;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML as it was written: every value as its text, with its line. No object is made from what a document names. */
public final class PolicyYaml implements DocumentReader {

    /** More than any policy that a person wrote, and little enough to refuse quickly. */
    public static final int MOST_CHARACTERS = 1_000_000;

    private static final int DEEPEST = 20;

    @Override
    public Read read(String yaml) {
        try {
            Node root = new Yaml(limits()).compose(new StringReader(yaml));
            return root == null ? wrong(1, "the document is empty") : new Read.Ok(node(root, 0));
        } catch (MarkedYAMLException malformed) {
            return wrong(lineOf(malformed.getProblemMark()), String.valueOf(malformed.getProblem()));
        } catch (YAMLException refused) {
            return wrong(1, String.valueOf(refused.getMessage()));
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setAllowDuplicateKeys(false);
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(DEEPEST);
        return limits;
    }

    private static DocumentNode node(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("the document is too deep, or an alias leads back to itself");
        }
        int line = lineOf(node.getStartMark());
        return switch (node) {
            case ScalarNode scalar -> new DocumentNode.Scalar(line, scalar.getValue());
            case SequenceNode sequence ->
                new DocumentNode.Sequence(
                        line,
                        sequence.getValue().stream()
                                .map(item -> node(item, depth + 1))
                                .toList());
            case MappingNode mapping -> new DocumentNode.Mapping(line, fields(mapping, depth));
            default -> throw new YAMLException("unexpected part in line " + line);
        };
    }

    private static Map<String, DocumentNode> fields(MappingNode mapping, int depth) {
        Map<String, DocumentNode> fields = new LinkedHashMap<>();
        for (NodeTuple field : mapping.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode name)) {
                throw new YAMLException("a field's name must be a text");
            }
            if (fields.put(name.getValue(), node(field.getValueNode(), depth + 1)) != null) {
                throw new YAMLException(
                        "line " + lineOf(name.getStartMark()) + ": the field " + name.getValue() + " is there twice");
            }
        }
        return fields;
    }

    private static Read wrong(int line, String message) {
        return new Read.Wrong(new PolicyFault(line, "", message));
    }

    private static int lineOf(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
