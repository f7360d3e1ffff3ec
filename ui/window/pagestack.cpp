// SPDX-License-Identifier: MIT
#include "ui/window/pagestack.h"

#include "ui/window/pages.h"

#include <QSettings>
#include <QSplitter>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString layoutKey(const QSplitter &splitter)
{
    const QString name = splitter.objectName().isEmpty() ? splitter.accessibleName() : splitter.objectName();
    return u"layout/"_s + name;
}

} // namespace

PageStack::PageStack(const WindowParts &parts, QWidget *parent) : QStackedWidget(parent), m_parts(parts)
{
    m_pages.resize(qsizetype(pages().size()), nullptr);
}

void PageStack::showPage(int number)
{
    QWidget *&page = m_pages[number];
    if (!page) {
        const Page &row = pages()[size_t(number)];
        page = row.create();
        addWidget(page);
        row.connect(page, m_parts);
        restoreLayout(*page);
    }
    setCurrentWidget(page);
    Q_EMIT shown(number, page);
}

void PageStack::showPage(QLatin1StringView id)
{
    showPage(pageNumber(id));
}

QWidget *PageStack::page(QLatin1StringView id) const
{
    return m_pages.at(pageNumber(id));
}

void PageStack::restoreLayout(const QWidget &page)
{
    const QSettings settings;
    const QList<QSplitter *> splitters = page.findChildren<QSplitter *>();
    for (QSplitter *splitter : splitters) {
        const QByteArray state = settings.value(layoutKey(*splitter)).toByteArray();
        if (!state.isEmpty())
            splitter->restoreState(state);
    }
}

void PageStack::copyLayout(const QWidget &from, const QWidget &to)
{
    const QList<QSplitter *> divided = from.findChildren<QSplitter *>();
    const QList<QSplitter *> splitters = to.findChildren<QSplitter *>();
    for (QSplitter *splitter : splitters) {
        const auto twin = std::ranges::find_if(
            divided, [&](const QSplitter *each) { return layoutKey(*each) == layoutKey(*splitter); });
        if (twin != divided.end())
            splitter->restoreState((*twin)->saveState());
    }
}

void PageStack::saveLayout() const
{
    QSettings settings;
    const QList<QSplitter *> splitters = findChildren<QSplitter *>();
    // Of several of one name that counts which is seen.
    for (const bool visible : {false, true}) {
        for (const QSplitter *splitter : splitters) {
            if (splitter->isVisible() == visible)
                settings.setValue(layoutKey(*splitter), splitter->saveState());
        }
    }
}

} // namespace hopscope
