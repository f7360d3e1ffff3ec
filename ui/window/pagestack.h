// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QStackedWidget>

namespace hopscope
{

struct WindowParts;

/// The pages of a window, each created and connected when it is shown first.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(const WindowParts &parts, QWidget *parent = nullptr);

    /// A row of pages().
    void showPage(int number);
    void showPage(QLatin1StringView id);
    /// Null: not shown yet.
    QWidget *page(QLatin1StringView id) const;
    void saveLayout() const;
    /// Divides `to` as `from` is divided now.
    static void copyLayout(const QWidget &from, const QWidget &to);
    /// Divides `page` as it was left.
    static void restoreLayout(const QWidget &page);

Q_SIGNALS:
    void shown(int number, QWidget *page);

private:
    const WindowParts &m_parts;
    QList<QWidget *> m_pages;
};

} // namespace hopscope
