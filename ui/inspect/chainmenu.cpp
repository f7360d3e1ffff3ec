// SPDX-License-Identifier: MIT
#include "ui/inspect/chainmenu.h"

#include "formats/write/curlcommand.h"
#include "paint/hopcard.h"
#include "ui/inspect/chainimage.h"
#include "ui/look/uitext.h"
#include "ui/request/texts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace hopscope
{

namespace
{

constexpr int kPictureWidth = 640;
constexpr qreal kPictureScale = 2;

struct Copies {
    QMenu *menu;
    std::function<void(const QString &)> copied;

    void add(const QString &title, const QString &done, const QString &text) const
    {
        const auto tell = copied;
        menu->addAction(title, menu, [text, done, tell] {
            QGuiApplication::clipboard()->setText(text);
            tell(done);
        });
    }
};

void addCurl(const Copies &copies, const Trace &trace, int row, const RedactionOptions &redaction)
{
    Trace one;
    one.hops = {trace.hops.at(row)};
    const QByteArray plain = curlCommand(one.hops.constFirst());
    const QByteArray hidden = curlCommand(redacted(one, redaction).trace.hops.constFirst());
    copies.add(UiText::tr("Copy as &curl command"), UiText::tr("curl command copied."), QString::fromUtf8(hidden));
    if (hidden != plain)
        copies.add(UiText::tr("Copy as curl command with &passwords and cookies"),
                   UiText::tr("curl command copied with passwords and cookies."), QString::fromUtf8(plain));
}

} // namespace

QMenu *chainMenu(QWidget *view, const Trace &trace, int row, const RedactionOptions &redaction,
                 const std::function<void(const QString &)> &copied)
{
    auto *menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Hop &hop = trace.hops.at(row);
    const Copies copies{menu, copied};
    copies.add(UiText::tr("Copy &URL"), UiText::tr("URL copied."), QString::fromUtf8(hop.request.url));
    if (hop.redirect && !hop.redirect->location.isEmpty())
        copies.add(UiText::tr("Copy &Location as received"), UiText::tr("Location copied."),
                   QString::fromUtf8(hop.redirect->location));
    if (hop.redirect && !hop.redirect->target.isEmpty())
        copies.add(UiText::tr("Copy &target URL"), UiText::tr("Target URL copied."),
                   QString::fromUtf8(hop.redirect->target));
    addCurl(copies, trace, row, redaction);
    copies.add(UiText::tr("Copy &request as text"), UiText::tr("Request copied."), cardText(hopCard(trace.hops, row)));
    menu->addSeparator();
    copies.add(UiText::tr("Copy c&hain as text"), UiText::tr("Chain copied."), chainText(trace.hops));
    menu->addAction(UiText::tr("Copy p&icture of the chain"), menu, [view, trace, copied] {
        QGuiApplication::clipboard()->setImage(
            chainImage(trace, view->palette(), view->font(), kPictureWidth, kPictureScale));
        copied(UiText::tr("Picture of the chain copied."));
    });
    return menu;
}

} // namespace hopscope
