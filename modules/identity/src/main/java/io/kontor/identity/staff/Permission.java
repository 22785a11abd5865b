package io.kontor.identity.staff;

import io.kontor.kernel.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything a member of staff may be allowed. Endpoints name them by code. */
public enum Permission {
    CATALOG_READ("catalog.read", "查看商品、分类和品牌", "See products, categories and brands"),
    CATALOG_WRITE("catalog.write", "编辑、发布和导入商品", "Edit, publish and import products"),
    INVENTORY_READ("inventory.read", "查看库存", "See stock"),
    INVENTORY_WRITE("inventory.write", "盘点和调整库存", "Count and correct stock"),
    ORDERS_READ("orders.read", "查看订单", "See orders"),
    ORDERS_WRITE("orders.write", "发货和取消订单", "Ship and cancel orders"),
    STAFF_READ("staff.read", "查看员工、角色和操作记录", "See staff, roles and who changed them"),
    STAFF_WRITE("staff.write", "管理员工和角色", "Manage staff and roles"),
    OPERATIONS_READ("operations.read", "查看运行状态", "See how the shop is running"),
    OPERATIONS_WRITE("operations.write", "修改配送等运营设置，重放事件", "Change delivery and other settings, replay events");

    /** What only administrators have: everything, also what is added later. */
    public static final String EVERYTHING = "*";

    private final String code;
    private final Text name;

    Permission(String code, String zh, String en) {
        this.code = code;
        this.name = new Text(Map.of("zh", zh, "en", en));
    }

    public String code() {
        return code;
    }

    public Text text() {
        return name;
    }

    public static Set<String> codes() {
        return Arrays.stream(values()).map(Permission::code).collect(Collectors.toUnmodifiableSet());
    }

    /** What is held, in words for a client: everything is spelled out. */
    public static List<String> spelledOut(Set<String> held) {
        return held.contains(EVERYTHING)
                ? java.util.stream.Stream.concat(codes().stream(), held.stream()).distinct().sorted().toList()
                : held.stream().sorted().toList();
    }
}
