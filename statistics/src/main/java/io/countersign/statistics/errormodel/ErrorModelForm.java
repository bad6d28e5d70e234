package io.countersign.statistics.errormodel;

import io.countersign.statistics.boosting.BoostedTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The stored form of an error model: a mark, a version, the columns, the base line, the trees; big-endian. */
final class ErrorModelForm {

    private static final int MARK = 0x4353454D;
    private static final int VERSION = 1;

    private ErrorModelForm() {}

    static byte[] write(ErrorModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeByte(VERSION);
            writeColumns(model.encoding().columns(), out);
            out.writeDouble(model.base().intercept());
            out.writeDouble(model.base().slope());
            out.writeDouble(model.base().centre());
            model.trees().writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static ErrorModel read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MARK) {
                throw new IllegalArgumentException("these bytes are not an error model");
            }
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("error models of version " + version + " are not known here");
            }
            List<SignalColumn> columns = readColumns(in);
            ConfidenceBase base = new ConfidenceBase(in.readDouble(), in.readDouble(), in.readDouble());
            BoostedTrees trees = BoostedTrees.readFrom(in, columns.size());
            return new ErrorModel(new SignalEncoding(columns), base, trees);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes of the error model end too early or are damaged", e);
        }
    }

    private static void writeColumns(List<SignalColumn> columns, DataOutputStream out) throws IOException {
        out.writeShort(columns.size());
        for (SignalColumn column : columns) {
            switch (column) {
                case SignalColumn.Quantity quantity -> {
                    out.writeUTF(quantity.source().name());
                    out.writeUTF(quantity.name());
                    out.writeShort(0);
                }
                case SignalColumn.Category category -> {
                    out.writeUTF(category.source().name());
                    out.writeUTF(category.name());
                    out.writeShort(category.categories().size());
                    for (String one : category.categories()) {
                        out.writeUTF(one);
                    }
                }
            }
        }
    }

    private static List<SignalColumn> readColumns(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<SignalColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String source = in.readUTF();
            String name = in.readUTF();
            int categories = in.readUnsignedShort();
            List<String> known = new ArrayList<>();
            for (int k = 0; k < categories; k++) {
                known.add(in.readUTF());
            }
            columns.add(
                    categories == 0
                            ? new SignalColumn.Quantity(NumericSource.valueOf(source), name)
                            : SignalColumn.Category.of(CategoricalSource.valueOf(source), name, known));
        }
        return columns;
    }
}
