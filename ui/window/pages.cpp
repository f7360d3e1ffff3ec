// SPDX-License-Identifier: MIT
#include "ui/window/pages.h"

#include "ui/clients/clientspage.h"
#include "ui/compare/comparepage.h"
#include "ui/history/historypage.h"
#include "ui/inspect/inspectpage.h"
#include "ui/lessons/lessonspage.h"
#include "ui/preferences/preferencespage.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

template <typename T>
QWidget *create()
{
    return new T;
}

constexpr Page table[] = {
    {"inspect"_L1, QT_TRANSLATE_NOOP("pages", "Inspect"), "inspect"_L1, create<InspectPage>},
    {"compare"_L1, QT_TRANSLATE_NOOP("pages", "Compare"), "compare"_L1, create<ComparePage>},
    {"clients"_L1, QT_TRANSLATE_NOOP("pages", "Clients"), "clients"_L1, create<ClientsPage>},
    {"history"_L1, QT_TRANSLATE_NOOP("pages", "History"), "history"_L1, create<HistoryPage>},
    {"lessons"_L1, QT_TRANSLATE_NOOP("pages", "Lessons"), "lessons"_L1, create<LessonsPage>},
    {"preferences"_L1, QT_TRANSLATE_NOOP("pages", "Preferences"), "preferences"_L1, create<PreferencesPage>},
};

} // namespace

std::span<const Page> pages()
{
    return table;
}

int pageNumber(QLatin1StringView id)
{
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](const Page &page) { return page.id == id; });
    return found == std::end(table) ? -1 : int(found - std::begin(table));
}

} // namespace hopscope
