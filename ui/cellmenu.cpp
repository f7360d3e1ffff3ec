// SPDX-License-Identifier: MIT
#include "ui/cellmenu.h"

#include "ui/celldelegate.h"
#include "ui/links.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>
#include <QUrl>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString translated(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

QString rowText(const QAbstractItemModel &model, int row)
{
    const QString own = model.index(row, 0).data(CopyRole).toString();
    if (!own.isEmpty())
        return own;
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(row, column).data().toString().replace(u'\n', u' '));
    return cells.join(u'\t');
}

void addCopy(QMenu &menu, const QString &title, const QString &text)
{
    menu.addAction(title, &menu, [text] { QGuiApplication::clipboard()->setText(text); })->setEnabled(!text.isEmpty());
}

} // namespace

QMenu *cellMenu(QWidget *view, const QModelIndex &index)
{
    auto *menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QAbstractItemModel &model = *index.model();
    for (int column = 0; column < model.columnCount() && model.columnCount() > 1; ++column) {
        const QString name = model.headerData(column, Qt::Horizontal).toString();
        addCopy(*menu, translated("Copy “%1”").arg(name), index.siblingAtColumn(column).data().toString());
    }
    addCopy(*menu, translated("Copy &row"), rowText(model, index.row()));
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(rowText(model, row));
    if (rows.size() > 1)
        addCopy(*menu, translated("Copy &all rows"), rows.join(u'\n'));
    for (int column = 0; column < model.columnCount(); ++column) {
        const QUrl link = index.siblingAtColumn(column).data(LinkRole).toUrl();
        if (link.isEmpty())
            continue;
        menu->addSeparator();
        menu->addAction(translated("&Open source in the browser"), menu, [link] { openLink(link); });
        addCopy(*menu, translated("Copy &link to the source"), link.toString());
        break;
    }
    return menu;
}

} // namespace hopscope
