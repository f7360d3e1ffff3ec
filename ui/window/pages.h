// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QWidget>

#include <span>

namespace hopscope
{

struct WindowParts;

/// A page of the window. One row of pages(): rail, View menu and shortcuts (Ctrl+1, ...) all iterate that table.
struct Page {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("pages", ...)
    QLatin1StringView icon;
    QWidget *(*create)(); ///< called when the page is first visited
    /// Ties it to the rest of its window, right after create(). Pages do not know each other.
    void (*connect)(QWidget *page, const WindowParts &parts);
};

std::span<const Page> pages();
/// The row of the page with this id, -1 if there is none.
int pageNumber(QLatin1StringView id);

} // namespace hopscope
