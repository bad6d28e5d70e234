package io.countersign.statistics.boosting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The stored form of one tree, node by node; a right child always follows its left sibling. */
final class TreeForm {

    private static final int MISSING_LEFT = 1;
    private static final int BY_CATEGORY = 2;

    private TreeForm() {}

    static void write(Tree tree, DataOutput out) throws IOException {
        out.writeShort(tree.nodes());
        for (int node = 0; node < tree.nodes(); node++) {
            out.writeShort(tree.column[node]);
            out.writeFloat((float) tree.cover[node]);
            if (tree.isLeaf(node)) {
                out.writeFloat((float) tree.value[node]);
            } else {
                writeSplit(tree, node, out);
            }
        }
    }

    private static void writeSplit(Tree tree, int node, DataOutput out) throws IOException {
        CategorySet categories = tree.categories[node];
        out.writeShort(tree.left[node]);
        out.writeByte((tree.missingLeft[node] ? MISSING_LEFT : 0) | (categories.isEmpty() ? 0 : BY_CATEGORY));
        if (categories.isEmpty()) {
            out.writeDouble(tree.threshold[node]);
        } else {
            out.writeLong(categories.a());
            out.writeLong(categories.b());
            out.writeLong(categories.c());
            out.writeLong(categories.d());
        }
    }

    static Tree read(DataInput in, int columns) throws IOException {
        Tree tree = new Tree(in.readUnsignedShort());
        require(tree.nodes() > 0, "a tree without nodes");
        for (int node = 0; node < tree.nodes(); node++) {
            tree.column[node] = in.readShort();
            tree.cover[node] = in.readFloat();
            if (tree.isLeaf(node)) {
                tree.value[node] = in.readFloat();
            } else {
                require(tree.column[node] >= 0 && tree.column[node] < columns, "a split on a column that is not there");
                readSplit(tree, node, in);
            }
        }
        return tree;
    }

    private static void readSplit(Tree tree, int node, DataInput in) throws IOException {
        tree.left[node] = in.readUnsignedShort();
        tree.right[node] = tree.left[node] + 1;
        require(tree.left[node] > node && tree.right[node] < tree.nodes(), "a child that is not after its parent");
        int flags = in.readUnsignedByte();
        tree.missingLeft[node] = (flags & MISSING_LEFT) != 0;
        if ((flags & BY_CATEGORY) == 0) {
            tree.threshold[node] = in.readDouble();
        } else {
            tree.categories[node] = new CategorySet(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("the stored tree is damaged: " + otherwise);
        }
    }
}
