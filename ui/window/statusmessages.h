// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QLatin1StringView>
#include <QStringList>

namespace hopscope
{

/// The text of the status bar: what happened last on each page, seen while the page is shown.
class StatusMessages : public QLabel
{
    Q_OBJECT

public:
    explicit StatusMessages(QWidget *parent = nullptr);

    /// On the page that is shown.
    void say(const QString &text);
    /// On the page with this id.
    void say(const QString &text, QLatin1StringView page);
    /// In the place of `old`, on whichever page that still stands.
    void replace(const QString &old, const QString &text);
    void showPage(int page);

private:
    void refresh();

    QStringList m_texts; ///< one a page
    int m_page = 0;
};

} // namespace hopscope
