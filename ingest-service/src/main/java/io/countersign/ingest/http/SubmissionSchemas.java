package io.countersign.ingest.http;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionSubmitted;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.apache.avro.Schema.Type;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * The bodies of submissions are the events of Kafka as JSON: their OpenAPI schemas are made of the Avro schemas, with
 * every field's words, so the two cannot say different things.
 */
@Component
class SubmissionSchemas implements OpenApiCustomizer {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public void customise(OpenAPI api) {
        api.setInfo(
                new Info()
                        .title("Countersign ingest")
                        .version("v1")
                        .description(
                                "Takes predictions and outcomes in, once; keeps the exclusion ledger, refusals, dead letters."));
        // an address of one machine has no place in a contract
        api.setServers(null);
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        add(PredictionSubmitted.getClassSchema(), api.getComponents());
        add(OutcomeSubmitted.getClassSchema(), api.getComponents());
        batch("PredictionBatch", "predictions", "PredictionSubmitted", api.getComponents());
        batch("OutcomeBatch", "outcomes", "OutcomeSubmitted", api.getComponents());
        problems(api);
    }

    /** Every endpoint may answer no, and always in the same words (RFC 9457). */
    private static void problems(OpenAPI api) {
        var problem = new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("errors", new ArraySchema().items(new Schema<>().$ref(REFERENCE + "FieldError")));
        api.getComponents().addSchemas("Problem", problem);
        var content = new Content()
                .addMediaType(
                        "application/problem+json", new MediaType().schema(new Schema<>().$ref(REFERENCE + "Problem")));
        var answer = new ApiResponse()
                .description("400, 401, 403, 404, 409, 413, 422 or 503: a problem, with the fields that are wrong")
                .content(content);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses().addApiResponse("default", answer));
    }

    private static void batch(String name, String field, String item, Components components) {
        var items = new ArraySchema().items(new Schema<>().$ref(REFERENCE + item));
        items.setMinItems(1);
        items.setMaxItems(500);
        components.addSchemas(name, new ObjectSchema().addProperty(field, items).required(List.of(field)));
    }

    private static void add(org.apache.avro.Schema record, Components components) {
        var schema = new ObjectSchema();
        schema.setDescription(record.getDoc());
        schema.setAdditionalProperties(false);
        components.addSchemas(record.getName(), schema);
        for (var field : record.getFields()) {
            schema.addProperty(field.name(), described(of(field.schema(), components), field.doc()));
            if (!field.hasDefaultValue()) {
                schema.addRequiredItem(field.name());
            }
        }
    }

    private static Schema<?> of(org.apache.avro.Schema avro, Components components) {
        return switch (avro.getType()) {
            case UNION ->
                of(
                        avro.getTypes().stream()
                                .filter(it -> it.getType() != Type.NULL)
                                .findFirst()
                                .orElseThrow(),
                        components);
            case RECORD -> {
                if (!components.getSchemas().containsKey(avro.getName())) {
                    add(avro, components);
                }
                yield new Schema<>().$ref(REFERENCE + avro.getName());
            }
            case ARRAY -> new ArraySchema().items(of(avro.getElementType(), components));
            case MAP -> {
                var map = new MapSchema();
                map.setAdditionalProperties(of(avro.getValueType(), components));
                yield map;
            }
            case BOOLEAN -> new BooleanSchema();
            case INT -> new IntegerSchema();
            case LONG -> avro.getLogicalType() == null ? new IntegerSchema().format("int64") : new DateTimeSchema();
            case FLOAT -> new NumberSchema().format("float");
            case DOUBLE -> new NumberSchema().format("double");
            default -> new StringSchema();
        };
    }

    /** A reference takes no words of its own in older readers: the record that it names has them. */
    private static Schema<?> described(Schema<?> schema, String words) {
        if (schema.get$ref() == null) {
            schema.setDescription(words);
        }
        return schema;
    }
}
