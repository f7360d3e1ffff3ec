// SPDX-License-Identifier: MIT
#include "ui/pages.h"

#include "ui/comparepage.h"
#include "ui/inspectpage.h"
#include "ui/lessonspage.h"

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
    {"lessons"_L1, QT_TRANSLATE_NOOP("pages", "Lessons"), "lessons"_L1, create<LessonsPage>},
};

} // namespace

std::span<const Page> pages()
{
    return table;
}

} // namespace hopscope
