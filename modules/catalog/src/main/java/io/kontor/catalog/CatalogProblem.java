package io.kontor.catalog;

import io.kontor.kernel.Problem;

/** What the catalogue refuses. */
public enum CatalogProblem implements Problem {
    PRODUCT_NOT_FOUND(404, "There is no such product"),
    CATEGORY_NOT_FOUND(404, "There is no such category"),
    BRAND_NOT_FOUND(404, "There is no such brand"),
    ATTRIBUTE_NOT_FOUND(404, "There is no such attribute"),
    PRODUCT_TYPE_NOT_FOUND(404, "There is no such product type"),
    PICTURE_NOT_FOUND(404, "There is no such picture"),
    DRAFT_NOT_FOUND(404, "The product has no draft"),
    VERSION_NOT_FOUND(404, "There is no such version"),
    VERSION_NOT_READY(409, "The version does not stand where this can be done"),
    CHANGED_MEANWHILE(409, "The product was changed meanwhile"),
    INVALID_PRODUCT(422, "The product cannot be saved like this"),
    INVALID_CATEGORY(422, "The category cannot be saved like this"),
    INVALID_BRAND(422, "The brand cannot be saved like this"),
    INVALID_ATTRIBUTE(422, "The attribute cannot be saved like this"),
    INVALID_PRODUCT_TYPE(422, "The product type cannot be saved like this"),
    CODE_TAKEN(409, "The code is taken"),
    SKU_TAKEN(409, "A stock code belongs to another product"),
    CATEGORY_IN_USE(409, "The category is in use"),
    BRAND_IN_USE(409, "The brand is in use"),
    ATTRIBUTE_IN_USE(409, "The attribute is in use"),
    PRODUCT_TYPE_IN_USE(409, "The product type is in use"),
    PICTURE_REFUSED(422, "The picture cannot be used"),
    PICTURE_TOO_LARGE(413, "The picture is too large"),
    UNREADABLE_FILE(422, "The file cannot be read as a table"),
    INVALID_MAPPING(422, "The columns cannot be imported like this"),
    IMPORT_NOT_FOUND(404, "There is no such import"),
    IMPORT_NOT_WAITING(409, "The import is not waiting to be started");

    private final int status;
    private final String title;

    CatalogProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
