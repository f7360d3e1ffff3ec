// SPDX-License-Identifier: MIT
#include "sampletraces.h"
#include "ui/inspect/inspectpage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "windowhelpers.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace hopscope;

// Every widget of every page that a user can act on has a name for a screen reader and is reached by Tab.
class AccessibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void names_data();
    void names();
    void reachedByTab_data();
    void reachedByTab();
    void menus();
    void rolesOfViews();
    void rightToLeft_data();
    void rightToLeft();

private:
    void addPages();
    QString place(const QWidget *widget) const;

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

namespace
{

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
           qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget) ||
           qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget) ||
           qobject_cast<const QTabBar *>(widget);
}

/// Part of another control, which speaks for it, or made by Qt.
bool isInside(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    if (widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QMenuBar *>(widget))
        return true;
    return qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent) ||
           qobject_cast<const QLineEdit *>(parent) || qobject_cast<const QTabBar *>(parent) ||
           qobject_cast<const QAbstractItemView *>(parent) || qobject_cast<const QMenuBar *>(parent) ||
           widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton") ||
           widget->inherits("QComboBoxListView") || widget->inherits("QDockWidgetTitleButton");
}

} // namespace

void AccessibilityTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void AccessibilityTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->inspect()->showTrace(sampleTrace());
}

void AccessibilityTest::cleanup()
{
    m_window.reset();
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void AccessibilityTest::addPages()
{
    QTest::addColumn<int>("page");
    int number = 0;
    for (const Page &page : pages())
        QTest::newRow(page.id.data()) << number++;
}

QString AccessibilityTest::place(const QWidget *widget) const
{
    QStringList path;
    for (; widget && widget != m_window.get(); widget = widget->parentWidget())
        path.prepend(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->accessibleName());
    return path.join(u" > "_s);
}

void AccessibilityTest::names_data()
{
    addPages();
}

void AccessibilityTest::names()
{
    QFETCH(int, page);
    m_window->showPage(page);
    const QList<QToolButton *> links = m_window->findChildren<QToolButton *>(u"disclosure"_s);
    for (QToolButton *link : links)
        link->click();
    QStringList nameless;
    int controls = 0;
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool reached = widget->focusPolicy() & Qt::TabFocus;
        if ((!reached && !isControl(widget)) || isInside(widget))
            continue;
        ++controls;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const QString name = face ? face->text(QAccessible::Name) : widget->accessibleName();
        if (name.trimmed().isEmpty())
            nameless.append(place(widget));
    }
    QVERIFY(controls > 5);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void AccessibilityTest::reachedByTab_data()
{
    addPages();
}

void AccessibilityTest::reachedByTab()
{
    QFETCH(int, page);
    m_window->showPage(page);
    QSet<const QWidget *> reached;
    constexpr int kMostTabs = 400;
    for (int i = 0; i < kMostTabs; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), Qt::Key_Tab);
        const QWidget *focus = QApplication::focusWidget();
        if (focus && reached.contains(focus) && i > int(reached.size()) * 2)
            break;
        reached.insert(focus);
    }
    QStringList missed;
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!isControl(widget) || isInside(widget) || !widget->isVisible() || !widget->isEnabled())
            continue;
        bool found = false;
        for (const QWidget *focus : std::as_const(reached))
            found = found || focus == widget || (focus && widget->isAncestorOf(focus));
        // Tab reaches one button of a group, the arrow keys the others.
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QList<QAbstractButton *> group = button && button->group() && button->group()->exclusive()
                                                   ? button->group()->buttons()
                                                   : QList<QAbstractButton *>();
        const bool byArrows = std::any_of(group.begin(), group.end(),
                                          [&](const QAbstractButton *each) { return reached.contains(each); });
        if (!found && !byArrows)
            missed.append(place(widget));
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
}

void AccessibilityTest::menus()
{
    QStringList keys;
    const QList<QAction *> titles = m_window->menuBar()->actions();
    for (const QAction *title : titles) {
        const QList<QAction *> actions = title->menu()->actions();
        for (const QAction *action : actions) {
            if (action->isSeparator())
                continue;
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString() + u" is taken twice"_s));
                keys.append(key.toString());
            }
        }
    }
    QVERIFY(keys.size() > 15);
}

void AccessibilityTest::rolesOfViews()
{
    for (int page = 0; page < int(pages().size()); ++page)
        m_window->showPage(page);
    const QList<QAbstractItemView *> views = m_window->findChildren<QAbstractItemView *>();
    int checked = 0;
    for (QAbstractItemView *view : views) {
        if (isInside(view) || view->inherits("QListView"))
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(view);
        const auto role = view->inherits("QTreeView") ? QAccessible::Tree : QAccessible::Table;
        QVERIFY2(face && face->role() == role, qPrintable(place(view)));
        ++checked;
    }
    QVERIFY(checked >= 4);
}

void AccessibilityTest::rightToLeft_data()
{
    addPages();
}

void AccessibilityTest::rightToLeft()
{
    QFETCH(int, page);
    m_window.reset();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->inspect()->showTrace(sampleTrace());
    m_window->showPage(page);
    QVERIFY(colorsIn(m_window->grab().toImage()) > kFewestColors);
    // The rail stands at the right.
    const auto *rail = m_window->findChild<QWidget *>(u"rail"_s);
    QVERIFY(rail->mapTo(m_window.get(), QPoint(0, 0)).x() > m_window->width() / 2);
}

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
