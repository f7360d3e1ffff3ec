// SPDX-License-Identifier: MIT
#include "ui/look/cellmenu.h"

#include "formats/write/markdown.h"
#include "ui/look/celldelegate.h"
#include "ui/look/links.h"
#include "ui/look/uitext.h"
#include "ui/look/wraptable.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QUrl>

#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString cellText(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString().replace(u'\n', u' ');
}

QString rowText(const QAbstractItemModel &model, int row)
{
    const QString own = model.index(row, 0).data(CopyRole).toString();
    if (!own.isEmpty())
        return own;
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(cellText(model, row, column));
    return cells.join(u'\t');
}

QString allRows(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(rowText(model, row));
    return rows.join(u'\n');
}

QString markdownTable(const QAbstractItemModel &model)
{
    QStringList head;
    for (int column = 0; column < model.columnCount(); ++column)
        head.append(model.headerData(column, Qt::Horizontal).toString());
    QStringList lines{markdownRow(head), u'|' + u"---|"_s.repeated(head.size())};
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(cellText(model, row, column));
        lines.append(markdownRow(cells));
    }
    return lines.join(u'\n') + u'\n';
}

void addCopy(QMenu &menu, const QString &title, const std::function<QString()> &text)
{
    menu.addAction(title, &menu, [text] { QGuiApplication::clipboard()->setText(text()); });
}

void addCopy(QMenu &menu, const QString &title, const QString &text)
{
    addCopy(menu, title, [text] { return text; });
    menu.actions().constLast()->setEnabled(!text.isEmpty());
}

void addTableEntries(QMenu &menu, WrapTable &table, int row)
{
    if (table.hasFold(row))
        menu.addAction(UiText::tr("Show all of the row, or &less of it"), &table,
                       [&table, row] { table.toggleFold(row); });
    if (table.hasChosenWidths())
        menu.addAction(UiText::tr("Standard column &widths"), &table, [&table] { table.forgetChosenWidths(); });
}

} // namespace

QMenu *cellMenu(QWidget *view, const QModelIndex &index)
{
    auto *menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QAbstractItemModel &model = *index.model();
    for (int column = 0; column < model.columnCount() && model.columnCount() > 1; ++column) {
        const QString name = model.headerData(column, Qt::Horizontal).toString();
        addCopy(*menu, UiText::tr("Copy \"%1\"").arg(name), index.siblingAtColumn(column).data().toString());
    }
    addCopy(*menu, UiText::tr("Copy &row"), rowText(model, index.row()));
    if (model.rowCount() > 1)
        addCopy(*menu, UiText::tr("Copy &all rows"), [&model] { return allRows(model); });
    if (model.columnCount() > 1)
        addCopy(*menu, UiText::tr("Copy table as &Markdown"), [&model] { return markdownTable(model); });
    if (auto *table = qobject_cast<WrapTable *>(view))
        addTableEntries(*menu, *table, index.row());
    for (int column = 0; column < model.columnCount(); ++column) {
        const QUrl link = index.siblingAtColumn(column).data(LinkRole).toUrl();
        if (link.isEmpty())
            continue;
        menu->addSeparator();
        menu->addAction(UiText::tr("&Open source in the browser"), menu, [link] { openLink(link); });
        addCopy(*menu, UiText::tr("Copy &link to the source"), link.toString());
        break;
    }
    return menu;
}

void popUpCellMenu(QAbstractItemView *view, const QContextMenuEvent &event)
{
    const bool byMouse = event.reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = byMouse ? view->indexAt(event.pos()) : view->currentIndex();
    if (index.isValid())
        cellMenu(view, index)
            ->popup(byMouse ? event.globalPos() : view->viewport()->mapToGlobal(view->visualRect(index).center()));
}

} // namespace hopscope
