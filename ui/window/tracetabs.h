// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace hopscope
{

class InspectPage;

/// The Inspect page of a window: a page for each open trace, and the tabs to choose from as soon as there are two.
class TraceTabs : public QWidget
{
    Q_OBJECT

public:
    explicit TraceTabs(QWidget *parent = nullptr);

    /// As the last one, and shows it.
    void add(InspectPage *page, const QString &title);
    /// The page goes with its tab. Not for the last one.
    void remove(InspectPage *page);
    void setTitle(const InspectPage *page, const QString &title, const QString &toolTip);
    /// From left to right.
    QList<InspectPage *> pages() const;
    InspectPage *current() const;
    void setCurrent(InspectPage *page);
    /// The next tab, or with -1 the one before; goes round.
    void turn(int by);
    QTabBar *bar() const { return m_bar; }

Q_SIGNALS:
    void currentChanged(hopscope::InspectPage *page);
    void closeRequested(hopscope::InspectPage *page);
    /// A double click beside the tabs, or the button behind them.
    void newRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    InspectPage *pageAt(int tab) const;
    int tabOf(const InspectPage *page) const;
    void addCloseButton(int tab, InspectPage *page);
    void showBar();

    QWidget *m_strip; ///< the tabs and the button for another one
    QTabBar *m_bar;   ///< data of a tab: its page
    QStackedWidget *m_stack;
};

} // namespace hopscope
