package io.kontor.search.find;

import io.kontor.kernel.Cursor;
import io.kontor.kernel.Language;
import io.kontor.search.Search.Sort;
import io.kontor.search.find.TextMatch.Reading;
import io.kontor.search.index.Fields;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** An order of products, with the id as its last key, and the cursors that mark places in it. */
enum Listing {
    BY_SCORE("s", SortField.FIELD_SCORE),
    BY_STANDING("a", descending(Fields.AVAILABLE), descending(Fields.PUBLISHED_AT)),
    NEWEST("n", descending(Fields.PUBLISHED_AT)),
    CHEAPEST("c", new SortField(Fields.PRICE, SortField.Type.LONG)),
    DEAREST("d", descending(Fields.PRICE)),
    NAME_ZH("z", new SortField(Fields.ORDER + Language.ZH.code(), SortField.Type.STRING)),
    NAME_EN("e", new SortField(Fields.ORDER + Language.EN.code(), SortField.Type.STRING));

    private final String code;
    private final SortField[] fields;

    Listing(String code, SortField... fields) {
        this.code = code;
        this.fields = new SortField[fields.length + 1];
        System.arraycopy(fields, 0, this.fields, 0, fields.length);
        this.fields[fields.length] = new SortField(Fields.ID, SortField.Type.STRING);
    }

    static Listing of(Sort sort, boolean withText, Language language) {
        return switch (sort) {
            case RELEVANCE -> withText ? BY_SCORE : BY_STANDING;
            case NEWEST -> NEWEST;
            case PRICE_ASC -> CHEAPEST;
            case PRICE_DESC -> DEAREST;
            case NAME -> language == Language.ZH ? NAME_ZH : NAME_EN;
        };
    }

    private static SortField descending(String field) {
        return new SortField(field, SortField.Type.LONG, true);
    }

    org.apache.lucene.search.Sort sort() {
        return new org.apache.lucene.search.Sort(fields);
    }

    /** A place to go on from, and how the text was read on the page before. */
    record Place(Reading reading, FieldDoc after) {}

    String cursor(Reading reading, FieldDoc last) {
        var keys = new ArrayList<Object>(List.of(code, reading.ordinal()));
        for (var value : last.fields) {
            keys.add(
                    value instanceof BytesRef bytes
                            ? HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length)
                            : value);
        }
        return Cursor.of(keys.toArray());
    }

    /** @throws io.kontor.kernel.Refusal INVALID_CURSOR, also for a cursor of another order */
    @Nullable
    Place read(@Nullable String cursor) {
        var keys = Cursor.read(cursor, fields.length + 2);
        if (keys == null) {
            return null;
        }
        expect(keys.getFirst());
        var reading = Cursor.key(keys.get(1), ordinal -> Reading.values()[Integer.parseInt(ordinal)]);
        var values = new Object[fields.length];
        for (var i = 0; i < fields.length; i++) {
            values[i] = Cursor.key(keys.get(i + 2), parserOf(fields[i])::apply);
        }
        return new Place(reading, new FieldDoc(Integer.MAX_VALUE, Float.NaN, values));
    }

    private static java.util.function.Function<String, Object> parserOf(SortField field) {
        return switch (field.getType()) {
            case SCORE -> Float::valueOf;
            case LONG -> Long::valueOf;
            default -> hex -> new BytesRef(HexFormat.of().parseHex(hex));
        };
    }

    private void expect(String given) {
        Cursor.key(given, word -> {
            if (!word.equals(code)) {
                throw new IllegalArgumentException("A cursor of another order");
            }
            return word;
        });
    }
}
