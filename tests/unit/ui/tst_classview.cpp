// SPDX-License-Identifier: MIT
// The class view: large type that fills the screen, and nothing of it left when it ends.
#include "lessons/lessons.h"
#include "requestwindow.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/window/pages.h"

#include <QFontInfo>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTextBlock>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace hopscope;

class ClassViewTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void typeFillsTheScreen_data();
    void typeFillsTheScreen();
    void typeFollowsTheWindow();
    void leavesNothingByKeys();
    void leavesNothingByMouse();
    void hidesWhatWasRevealed();
    void nextLessonIsFresh();
    void marksStandOnce();
    void arrowsScrollTheVerdict();

private:
    LessonsPage *page() const { return m_window->findChild<LessonsPage *>(); }
    LessonView *view() const { return page()->view(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*page(), name); }
    QRadioButton *option(const QString &name) const { return named<QRadioButton>(*view(), name); }
    void open(const QString &lesson);
    void reveal();
    /// The visible widgets of the lesson that show text, with the px of the smallest of it.
    QList<std::pair<QWidget *, int>> texts() const;
    /// What of the lesson is marked or filled in: texts of options with a mark, and of those that are chosen.
    QStringList traces() const;
};

namespace
{

int smallestOf(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    int smallest = QFontInfo(widget.font()).pixelSize();
    if (!label || label->textFormat() == Qt::PlainText)
        return smallest;
    QTextDocument document;
    document.setDefaultFont(label->font());
    document.setHtml(label->text());
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (QTextBlock::iterator at = block.begin(); !at.atEnd(); ++at)
            smallest = std::min(
                smallest, QFontInfo(at.fragment().charFormat().font().resolve(document.defaultFont())).pixelSize());
    }
    return smallest;
}

bool showsText(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return !label->text().isEmpty();
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget) ||
           qobject_cast<const QPlainTextEdit *>(&widget);
}

} // namespace

void ClassViewTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void ClassViewTest::init()
{
    resetLessonScores();
    RequestWindow::open();
    m_window->showPage(pageNumber("lessons"_L1));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
}

void ClassViewTest::open(const QString &lesson)
{
    QVERIFY(page()->openLesson(lesson));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
}

void ClassViewTest::reveal()
{
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
}

QList<std::pair<QWidget *, int>> ClassViewTest::texts() const
{
    QList<std::pair<QWidget *, int>> found;
    for (QWidget *widget : view()->widget()->findChildren<QWidget *>()) {
        if (widget->isVisible() && showsText(*widget))
            found.append({widget, smallestOf(*widget)});
    }
    return found;
}

QStringList ClassViewTest::traces() const
{
    QStringList found;
    for (const QRadioButton *button : view()->findChildren<QRadioButton *>()) {
        if (button->isChecked() || !button->isEnabled() || button->text().contains(u'✔') || button->font().bold())
            found.append(button->text());
    }
    for (const QSpinBox *hands : view()->findChildren<QSpinBox *>()) {
        if (hands->value() != 0)
            found.append(hands->accessibleName());
    }
    for (const QString &name : {u"Verdict of each part"_s, u"Score of this lesson"_s, u"Reasons"_s, u"To remember"_s}) {
        if (const auto *label = named<QLabel>(*view(), name); label->isVisible() || !label->text().isEmpty())
            found.append(name);
    }
    if (named<QPlainTextEdit>(*view(), u"Bytes on the wire"_s)->isVisible())
        found.append(u"Bytes on the wire"_s);
    return found;
}

void ClassViewTest::typeFillsTheScreen_data()
{
    QTest::addColumn<QString>("lesson");
    for (const Lesson &lesson : lessons())
        QTest::newRow(qPrintable(lesson.id)) << lesson.id;
}

void ClassViewTest::typeFillsTheScreen()
{
    QFETCH(QString, lesson);
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QTRY_COMPARE(view()->size(), QSize(1920, 1080));
    open(lesson);
    for (const auto &[widget, pixels] : texts())
        QVERIFY2(pixels >= 28, qPrintable(u"%1: %2 px"_s.arg(widget->accessibleName()).arg(pixels)));
    // The lesson goes from the first line of the screen into its lower half, and from edge to edge.
    QCOMPARE(view()->widget()->width(), view()->viewport()->width());
    int bottom = 0;
    for (const auto &[widget, pixels] : texts())
        bottom = std::max(bottom, widget->mapTo(view()->widget(), widget->rect().bottomLeft()).y());
    QVERIFY2(bottom > 1080 * 3 / 5, qPrintable(QString::number(bottom)));
    reveal();
    QTRY_VERIFY(view()->verticalScrollBar()->maximum() > 0);
    for (const auto &[widget, pixels] : texts())
        QVERIFY2(pixels >= 28, qPrintable(u"%1: %2 px"_s.arg(widget->accessibleName()).arg(pixels)));
}

void ClassViewTest::typeFollowsTheWindow()
{
    open(u"307-post"_s);
    page()->setClassView(true);
    const auto smallest = [this] {
        int pixels = 1000;
        for (const auto &[widget, size] : texts())
            pixels = std::min(pixels, size);
        return pixels;
    };
    QTRY_COMPARE(view()->size(), QSize(1920, 1080));
    const int large = smallest();
    QVERIFY2(large >= 28 && large <= 56, qPrintable(QString::number(large)));
    m_window->setWindowState(Qt::WindowNoState);
    m_window->resize(1280, 720);
    QTRY_COMPARE(view()->size(), QSize(1280, 720));
    const int small = smallest();
    QVERIFY2(small >= 19 && small < large, qPrintable(QString::number(small)));
    page()->setClassView(false);
    QVERIFY(smallest() < small);
}

void ClassViewTest::leavesNothingByKeys()
{
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    named<QSpinBox>(*view(), u"Hands for Method: GET"_s)->setValue(12);
    option(u"Method: GET"_s)->setChecked(true);
    reveal();
    QCOMPARE(option(u"Method: GET"_s)->text(), u"GET ✔"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QCOMPARE(traces(), QStringList());
    QVERIFY(!view()->isRevealed());
    QVERIFY(!lessonScore(view()->lesson().id).done);
    QCOMPARE(named<QLabel>(*page(), u"Score of all lessons"_s)->text(), u"Score: none yet"_s);
    // It can be worked on at once.
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QCOMPARE(option(u"Method: GET"_s)->text(), u"GET ✔"_s);
}

void ClassViewTest::leavesNothingByMouse()
{
    QTest::mouseClick(button(u"Class view"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::mouseClick(option(u"Method: HEAD"_s), Qt::LeftButton, {},
                      QPoint(6, option(u"Method: HEAD"_s)->height() / 2));
    QTest::mouseClick(button(u"Reveal"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QTest::mouseClick(button(u"Reveal"_s), Qt::LeftButton); // the next lesson
    QCOMPARE(view()->lesson().id, u"302-post"_s);
    QCOMPARE(traces(), QStringList());
    QTest::keyClick(m_window.get(), Qt::Key_Left);
    QCOMPARE(view()->lesson().id, u"first-redirect"_s);
    QCOMPARE(traces(), QStringList());
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QCOMPARE(traces(), QStringList());
}

void ClassViewTest::hidesWhatWasRevealed()
{
    option(u"Method: GET"_s)->setChecked(true);
    button(u"Reveal"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QCOMPARE(traces(), QStringList());
    reveal();
    QCOMPARE(option(u"Method: GET"_s)->text(), u"GET ✔"_s);
}

void ClassViewTest::nextLessonIsFresh()
{
    option(u"Method: GET"_s)->setChecked(true);
    button(u"Hint"_s)->click();
    button(u"Reveal"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    button(u"Reveal"_s)->setFocus();
    QTest::keyClick(button(u"Reveal"_s), Qt::Key_Return);
    QCOMPARE(view()->lesson().id, u"302-post"_s);
    QCOMPARE(traces(), QStringList());
    QVERIFY(!named<QLabel>(*view(), u"Hint"_s)->isVisible());
}

/// What is shown again, in other colours for example, is marked as it was.
void ClassViewTest::marksStandOnce()
{
    m_window->session().setTheme(Theme::Light);
    button(u"Reveal"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    const QString light = named<QLabel>(*view(), u"Reasons"_s)->text();
    m_window->session().setTheme(Theme::Dark);
    QTRY_VERIFY(named<QLabel>(*view(), u"Reasons"_s)->text() != light);
    QCOMPARE(option(u"Method: GET"_s)->text(), u"GET ✔"_s);
    m_window->session().setTheme(Theme::Light);
    QTRY_COMPARE(named<QLabel>(*view(), u"Reasons"_s)->text(), light);
}

void ClassViewTest::arrowsScrollTheVerdict()
{
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    reveal();
    QScrollBar *bar = view()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(0);
    QTest::keyClick(m_window.get(), Qt::Key_Down);
    QVERIFY(bar->value() > 0);
    QTest::keyClick(m_window.get(), Qt::Key_Up);
    QCOMPARE(bar->value(), 0);
}

QTEST_MAIN(ClassViewTest)
#include "tst_classview.moc"
