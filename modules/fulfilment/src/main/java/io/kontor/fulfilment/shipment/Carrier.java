package io.kontor.fulfilment.shipment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Carriers whose parcels can be followed. Others may be used too; their shipments just have no link. */
public enum Carrier {
    SF_EXPRESS("SF Express", "https://www.sf-express.com/we/ow/chn/en/waybill/waybill-detail/%s", "顺丰", "顺丰速运", "sf"),
    ZTO("ZTO Express", "https://www.zto.com/express/expressCheck.html?txtBill=%s", "中通", "中通快递", "zto express"),
    YTO("YTO Express", "https://www.yto.net.cn/query?waybill=%s", "圆通", "圆通速递", "yto express"),
    EMS("EMS", "https://www.ems.com.cn/queryList?mailNum=%s", "邮政", "中国邮政"),
    DHL("DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id=%s", "敦豪"),
    UPS("UPS", "https://www.ups.com/track?tracknum=%s", "联合包裹");

    private final String title;
    private final String tracking;
    private final Set<String> otherNames;

    Carrier(String title, String tracking, String... otherNames) {
        this.title = title;
        this.tracking = tracking;
        this.otherNames = Set.of(otherNames);
    }

    /** By code ({@code sf-express}) or by a name people use for it. */
    public static Optional<Carrier> of(String words) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(carrier -> carrier.code().equals(wanted)
                        || carrier.title.toLowerCase(Locale.ROOT).equals(wanted)
                        || carrier.otherNames.contains(wanted))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    String trackingUrl(String trackingNumber) {
        return tracking.formatted(URLEncoder.encode(trackingNumber, StandardCharsets.UTF_8));
    }
}
