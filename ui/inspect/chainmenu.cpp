// SPDX-License-Identifier: MIT
#include "ui/inspect/chainmenu.h"

#include "formats/write/curlcommand.h"
#include "paint/hopcard.h"
#include "ui/inspect/chainimage.h"
#include "ui/request/texts.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace hopscope
{

namespace
{

constexpr int kPictureWidth = 640;
constexpr qreal kPictureScale = 2;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

struct Copies {
    QMenu *menu;
    std::function<void(const QString &)> copied;

    void add(const char *title, const char *done, const QString &text) const
    {
        const auto tell = copied;
        menu->addAction(translated(title), menu, [text, done, tell] {
            QGuiApplication::clipboard()->setText(text);
            tell(translated(done));
        });
    }
};

void addCurl(const Copies &copies, const Trace &trace, int row, const RedactionOptions &redaction)
{
    Trace one;
    one.hops = {trace.hops.at(row)};
    const QByteArray plain = curlCommand(one.hops.constFirst());
    const QByteArray hidden = curlCommand(redacted(one, redaction).trace.hops.constFirst());
    copies.add("Copy as &curl command", "curl command copied.", QString::fromUtf8(hidden));
    if (hidden != plain)
        copies.add("Copy as curl command with &passwords and cookies",
                   "curl command copied with passwords and cookies.", QString::fromUtf8(plain));
}

} // namespace

QMenu *chainMenu(QWidget *view, const Trace &trace, int row, const RedactionOptions &redaction,
                 const std::function<void(const QString &)> &copied)
{
    auto *menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Hop &hop = trace.hops.at(row);
    const Copies copies{menu, copied};
    copies.add("Copy &URL", "URL copied.", QString::fromUtf8(hop.request.url));
    if (hop.redirect && !hop.redirect->location.isEmpty())
        copies.add("Copy &Location as received", "Location copied.", QString::fromUtf8(hop.redirect->location));
    if (hop.redirect && !hop.redirect->target.isEmpty())
        copies.add("Copy URL of the &target", "URL of the target copied.", QString::fromUtf8(hop.redirect->target));
    addCurl(copies, trace, row, redaction);
    copies.add("Copy &request in words", "Request copied.", cardText(hopCard(trace.hops, row)));
    menu->addSeparator();
    copies.add("Copy c&hain as text", "Chain copied.", chainText(trace.hops));
    menu->addAction(translated("Copy p&icture of the chain"), menu, [view, trace, copied] {
        QGuiApplication::clipboard()->setImage(
            chainImage(trace, view->palette(), view->font(), kPictureWidth, kPictureScale));
        copied(translated("Picture of the chain copied."));
    });
    return menu;
}

} // namespace hopscope
