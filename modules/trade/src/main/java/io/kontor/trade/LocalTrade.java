package io.kontor.trade;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.trade.cart.AddToCart;
import io.kontor.trade.cart.ChangeCartLine;
import io.kontor.trade.cart.MergeCarts;
import io.kontor.trade.cart.OpenCart;
import io.kontor.trade.cart.ShowCart;
import io.kontor.trade.checkout.PlaceOrder;
import io.kontor.trade.checkout.QuoteCheckout;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.Addresses;
import io.kontor.trade.order.ConfirmReceipt;
import io.kontor.trade.order.FindOrder;
import io.kontor.trade.order.ListOrders;
import io.kontor.trade.order.NoteRefund;
import io.kontor.trade.order.OrderEndpoint;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.paper.PrintOrders;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Trade, answered in this process. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalTrade implements Trade {
    private final OpenCart openCart;
    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final AddToCart addToCart;
    private final ChangeCartLine changeCartLine;
    private final QuoteCheckout quoteCheckout;
    private final PlaceOrder placeOrder;
    private final FindOrder findOrder;
    private final ShowOrder showOrder;
    private final ListOrders listOrders;
    private final io.kontor.trade.order.PayOrder payOrder;
    private final io.kontor.trade.order.CancelOrder cancelOrder;
    private final io.kontor.trade.order.ChangeAddress changeAddress;
    private final ConfirmReceipt confirmReceipt;
    private final NoteRefund noteRefund;
    private final io.kontor.trade.order.LeaveOut leaveOut;
    private final PrintOrders printOrders;

    LocalTrade(
            OpenCart openCart,
            MergeCarts mergeCarts,
            ShowCart showCart,
            AddToCart addToCart,
            ChangeCartLine changeCartLine,
            QuoteCheckout quoteCheckout,
            PlaceOrder placeOrder,
            FindOrder findOrder,
            ShowOrder showOrder,
            ListOrders listOrders,
            io.kontor.trade.order.PayOrder payOrder,
            io.kontor.trade.order.CancelOrder cancelOrder,
            io.kontor.trade.order.ChangeAddress changeAddress,
            ConfirmReceipt confirmReceipt,
            NoteRefund noteRefund,
            io.kontor.trade.order.LeaveOut leaveOut,
            PrintOrders printOrders) {
        this.openCart = openCart;
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.addToCart = addToCart;
        this.changeCartLine = changeCartLine;
        this.quoteCheckout = quoteCheckout;
        this.placeOrder = placeOrder;
        this.findOrder = findOrder;
        this.showOrder = showOrder;
        this.listOrders = listOrders;
        this.payOrder = payOrder;
        this.cancelOrder = cancelOrder;
        this.changeAddress = changeAddress;
        this.confirmReceipt = confirmReceipt;
        this.noteRefund = noteRefund;
        this.leaveOut = leaveOut;
        this.printOrders = printOrders;
    }

    @Override
    public Cart openCart(Shopper shopper) {
        return openCart.open(shopper);
    }

    @Override
    public Optional<Cart> cart(UUID cartId, Shopper shopper) {
        return mergeCarts.find(cartId, shopper.caller()).map(cart -> showCart.show(cart, shopper.language()));
    }

    @Override
    public Cart addLine(UUID cartId, AddLine line) {
        return addToCart.add(cartId, line);
    }

    @Override
    public Cart changeLine(UUID cartId, UUID lineId, ChangeLine change) {
        return changeCartLine.change(cartId, lineId, change);
    }

    @Override
    public Cart selectLines(UUID cartId, SelectLines wanted) {
        return changeCartLine.select(cartId, wanted);
    }

    @Override
    public Cart merge(UUID cartId, Shopper shopper) {
        shopper.caller().requireAccountId();
        return showCart.show(mergeCarts.require(cartId, shopper.caller()), shopper.language());
    }

    @Override
    public Quote quote(UUID cartId, QuoteRequest wanted) {
        return quoteCheckout.quote(cartId, wanted);
    }

    @Override
    public Order place(PlaceOrderRequest wanted) {
        return Objects.requireNonNull(placeOrder.place(wanted).getBody());
    }

    @Override
    public Optional<Order> order(String number, Asker asker) {
        return findOrder.find(number, asker).map(order -> showOrder.show(order, asker.language()));
    }

    @Override
    public Optional<UUID> accountOf(String number) {
        return Optional.ofNullable(findOrder
                .require(number, new Asker(Caller.SYSTEM, Language.ZH, null, null))
                .accountId());
    }

    @Override
    public Paper invoice(String number, Asker asker) {
        return new Paper(printOrders.invoices(List.of(findOrder.require(number, asker)), asker.language()));
    }

    @Override
    public Order pay(String number, PayOrder payment) {
        return payOrder.pay(number, payment);
    }

    @Override
    public Order cancel(String number, CancelOrder cancellation) {
        var asker = cancellation.asker();
        var order = findOrder.require(number, asker);
        var reason = OrderEndpoint.requireReason(cancellation.reason());
        return showOrder.show(cancelOrder.cancel(order, Actor.buyer(asker.caller()), reason), asker.language());
    }

    @Override
    public Order changeAddress(String number, ChangeAddress change) {
        var asker = change.asker();
        var order = findOrder.require(number, asker);
        var changed = changeAddress.change(order, Addresses.require(change.address()), Actor.buyer(asker.caller()));
        return showOrder.show(changed, asker.language());
    }

    @Override
    public Order confirmReceipt(String number, Asker asker) {
        var order = findOrder.require(number, asker);
        return showOrder.show(confirmReceipt.confirm(order, Actor.buyer(asker.caller())), asker.language());
    }

    @Override
    public void noteRefund(RefundNote refund) {
        noteRefund.note(refund);
    }

    @Override
    public void leaveOut(LeaveOut wanted) {
        leaveOut.leaveOut(wanted);
    }

    @Override
    public Page<OrderSummary> orders(UUID accountId, int limit, @Nullable String cursor, Language language) {
        return listOrders.list(accountId, limit, cursor, language);
    }
}
