package io.kontor.search.index;

/** The fields of a product in the index, and the marks inside their terms. */
public final class Fields {
    /** Parts of a term that has several. */
    public static final char PART = '\u001f';

    public static final String ID = "id";
    public static final String PRINT = "print";
    public static final String CURRENCY = "currency";
    public static final String SKU = "sku";

    public static final String NAME = "name";
    public static final String BRAND_NAME = "brandName";
    public static final String CATEGORY_NAME = "categoryName";
    public static final String ATTRIBUTE_LABEL = "attributeLabel";
    public static final String DESCRIPTION = "description";
    /** The folded name, and the folded brand name, each as one term. */
    public static final String WHOLE_NAME = "wholeName";

    public static final String WHOLE_BRAND = "wholeBrand";
    /** How the name sounds; how brand and categories sound. */
    public static final String NAME_SOUND = "nameSound";

    public static final String NAME_INITIALS = "nameInitials";
    public static final String OTHER_SOUND = "otherSound";
    public static final String OTHER_INITIALS = "otherInitials";
    /** Language, folded or sounded beginning, words as written: what a shopper may be typing. */
    public static final String PHRASE = "phrase";

    public static final String CATEGORY = "category";
    public static final String BRAND = "brand";
    /** Code and value of attributes and options. */
    public static final String ATTRIBUTE = "attribute";
    /** Brand and attribute values with all that a filter shows of them. */
    public static final String BRAND_SHOWN = "brandShown";

    public static final String ATTRIBUTE_SHOWN = "attributeShown";

    public static final String PRICE = "price";
    public static final String PUBLISHED_AT = "publishedAt";
    /** Units that left the house in the last 30 days. */
    public static final String SOLD = "sold";

    public static final String AVAILABLE = "available";
    public static final String ON_OFFER = "onOffer";
    /** Followed by the language's code: the name as that language orders it. */
    public static final String ORDER = "order.";

    private Fields() {}
}
