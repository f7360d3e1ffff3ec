// SPDX-License-Identifier: MIT
// What the eye and the pointer meet: rows of lists that pop up, baselines, one line for what is absent, one for an
// error.
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/look/wraptable.h"
#include "ui/preferences/preferencespage.h"
#include "ui/request/clientbox.h"
#include "ui/window/pages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/zoom.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kLeastRow = 24;

/// The y of the baseline of the text in `area`, measured in the picture: where the ink of its first letter begins, and
/// how far above the baseline that is.
int inkBaseline(const QImage &image, const QRect &area, const QString &text, const QFont &font)
{
    const QRgb ground = image.pixel(area.topLeft());
    const auto isInk = [&](int x, int y) { return std::abs(qGray(image.pixel(x, y)) - qGray(ground)) > 64; };
    const QRect letter = QFontMetrics(font).tightBoundingRect(text.first(1));
    int left = -1;
    for (int x = area.left(); x <= area.right() && left < 0; ++x) {
        for (int y = area.top(); y <= area.bottom() && left < 0; ++y)
            left = isInk(x, y) ? x : -1;
    }
    for (int y = area.top(); y <= area.bottom() && left >= 0; ++y) {
        for (int x = left; x < left + letter.width(); ++x) {
            if (isInk(x, y))
                return y - letter.top();
        }
    }
    return -1;
}

/// Without the mark of a mnemonic.
QString plain(QString text)
{
    return text.remove(u'&');
}

} // namespace

class LookTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void menuRows();
    void comboRowsByMouse();
    void comboRowsByKeys();
    void completionRows();
    void preferencesOnBaselines_data();
    void preferencesOnBaselines();
    void marksGrowWithTheText();
    void absentPartsFoldByKeys();
    void absentPartsFoldByMouse();
    void errorStandsOnce();
    void findingsAreCountedAsShown();

private:
    WrapTable *ledger() const { return named<WrapTable>(*m_window, u"What changed between the two requests"_s); }
    QList<QComboBox *> visibleCombos() const;
    void checkRows(QComboBox *box);
    int baselineOf(const QWidget &control) const;
    QString lastLedgerText() const;
};

void LookTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void LookTest::init()
{
    QSettings().clear();
    RequestWindow::open();
}

void LookTest::cleanup()
{
    m_window.reset();
    QSettings().clear();
    applyZoom(0);
}

void LookTest::menuRows()
{
    int rows = 0;
    const QList<QMenu *> menus = m_window->menuBar()->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        menu->popup(m_window->mapToGlobal(QPoint(40, 40)));
        for (QAction *action : menu->actions()) {
            if (action->isSeparator() || !action->isVisible())
                continue;
            ++rows;
            QVERIFY2(menu->actionGeometry(action).height() >= kLeastRow, qPrintable(action->text()));
        }
        menu->hide();
    }
    QVERIFY(rows > 20);
}

QList<QComboBox *> LookTest::visibleCombos() const
{
    QList<QComboBox *> found;
    for (QComboBox *box : m_window->findChildren<QComboBox *>()) {
        // A box of clients has a list of its own, that of its completions.
        if (box->isVisible() && box->isEnabled() && !qobject_cast<ClientBox *>(box))
            found.append(box);
    }
    return found;
}

void LookTest::checkRows(QComboBox *box)
{
    QTRY_VERIFY(box->view()->isVisible());
    for (int row = 0; row < box->count(); ++row) {
        const int height = box->view()->visualRect(box->model()->index(row, 0)).height();
        QVERIFY2(height >= kLeastRow, qPrintable(u"%1, row %2: %3"_s.arg(box->accessibleName()).arg(row).arg(height)));
    }
    // The list is as high as these rows need, so that a short one does not scroll.
    if (box->count() <= 5)
        QCOMPARE(box->view()->verticalScrollBar()->maximum(), 0);
}

void LookTest::comboRowsByMouse()
{
    m_window->inspect()->showTrace(sampleTrace());
    for (QToolButton *link : m_window->findChildren<QToolButton *>(u"disclosure"_s))
        link->click();
    int boxes = 0;
    for (int number = 0; number < int(pages().size()); ++number) {
        m_window->showPage(number);
        QCoreApplication::processEvents();
        const QList<QComboBox *> combos = visibleCombos();
        for (QComboBox *box : combos) {
            ++boxes;
            QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(box->width() - 8, box->height() / 2));
            checkRows(box);
            box->hidePopup();
        }
    }
    QVERIFY2(boxes >= 5, qPrintable(QString::number(boxes)));
}

void LookTest::comboRowsByKeys()
{
    m_window->showPage(pageNumber("preferences"_L1));
    auto *box = combo(u"Which proxy"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down, Qt::AltModifier);
    checkRows(box);
    QTest::keyClick(box->view(), Qt::Key_Down);
    QTest::keyClick(box->view(), Qt::Key_Return);
    QCOMPARE(box->currentIndex(), 1);
}

void LookTest::completionRows()
{
    urlEdit()->setText(url(u"/echo"_s));
    traced();
    urlEdit()->clear();
    urlEdit()->setFocus();
    QTest::keyClick(urlEdit(), Qt::Key_Down);
    QAbstractItemView *list = urlEdit()->completer()->popup();
    QTRY_VERIFY(list->isVisible());
    QVERIFY(list->visualRect(list->model()->index(0, 0)).height() >= kLeastRow);
    list->hide();
    auto *client = combo(u"Client to imitate"_s);
    client->lineEdit()->selectAll();
    QTest::keyClicks(client->lineEdit(), u"curl"_s);
    list = client->completer()->popup();
    QTRY_VERIFY(list->isVisible());
    QVERIFY(list->visualRect(list->model()->index(0, 0)).height() >= kLeastRow);
    list->hide();
}

void LookTest::preferencesOnBaselines_data()
{
    QTest::addColumn<int>("zoom");
    QTest::newRow("usual") << 0;
    QTest::newRow("larger") << 3;
    QTest::newRow("presentation") << kPresentationZoom;
    QTest::newRow("largest") << kLargestZoom;
}

/// In the coordinates of the window.
int LookTest::baselineOf(const QWidget &control) const
{
    const QImage image = m_window->grab().toImage();
    const QRect whole(control.mapTo(m_window.get(), QPoint()), control.size());
    const auto within = [&](QRect inner) { return inner.translated(whole.topLeft()); };
    if (const auto *label = qobject_cast<const QLabel *>(&control))
        return inkBaseline(image, whole, plain(label->text()), label->font());
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(&control))
        return inkBaseline(image, within(control.rect().adjusted(3, 3, -3, -3)),
                           edit->toPlainText().section(u'\n', 0, 0), edit->font());
    if (const auto *box = qobject_cast<const QComboBox *>(&control))
        return inkBaseline(image, within(control.rect().adjusted(6, 3, -control.width() / 3, -3)), box->currentText(),
                           box->font());
    if (const auto *spin = qobject_cast<const QSpinBox *>(&control))
        return inkBaseline(image, within(control.rect().adjusted(5, 3, -5, -3)), spin->text(), spin->font());
    if (const auto *line = qobject_cast<const QLineEdit *>(&control))
        return inkBaseline(image, within(control.rect().adjusted(5, 3, -5, -3)), line->text(), line->font());
    if (const auto *button = qobject_cast<const QPushButton *>(&control))
        return inkBaseline(image, within(control.rect().adjusted(6, 4, -6, -4)), plain(button->text()), button->font());
    return -1;
}

void LookTest::preferencesOnBaselines()
{
    QFETCH(int, zoom);
    m_window->session().setTheme(Theme::Light);
    m_window->showPage(pageNumber("preferences"_L1));
    m_window->view().setZoom(zoom);
    auto *page = m_window->findChild<PreferencesPage *>();
    combo(u"Which proxy"_s)->setCurrentIndex(2);
    for (auto *edit : page->findChildren<QLineEdit *>()) {
        if (edit->isEnabled() && edit->text().isEmpty())
            edit->setText(u"Hx"_s);
    }
    for (auto *edit : page->findChildren<QPlainTextEdit *>())
        edit->setPlainText(u"Host: x"_s);
    QApplication::focusWidget()->clearFocus(); // a selection is ink, too
    auto *form = page->findChild<QFormLayout *>();
    auto *scroll = named<QScrollArea>(*page, u"Preferences"_s);
    QVERIFY(form && scroll);
    int rows = 0;
    for (int row = 0; row < form->rowCount(); ++row) {
        const QLayoutItem *named = form->itemAt(row, QFormLayout::LabelRole);
        auto *label = named ? qobject_cast<QLabel *>(const_cast<QLayoutItem *>(named)->widget()) : nullptr;
        QLayoutItem *field = form->itemAt(row, QFormLayout::FieldRole);
        if (!label || label->text().isEmpty() || !field)
            continue;
        QList<QWidget *> controls{field->widget()};
        if (QLayout *several = field->layout()) {
            controls.clear();
            for (int i = 0; i < several->count(); ++i)
                controls.append(several->itemAt(i)->widget());
        }
        for (const QWidget *control : std::as_const(controls)) {
            scroll->ensureWidgetVisible(const_cast<QWidget *>(control));
            scroll->ensureWidgetVisible(label);
            QCoreApplication::processEvents();
            const int wanted = baselineOf(*label);
            const int found = baselineOf(*control);
            QVERIFY2(wanted > 0 && std::abs(wanted - found) <= 1, // as letters are rounded to pixels

                     qPrintable(
                         u"%1: %2, %3: %4"_s.arg(label->text()).arg(wanted).arg(control->accessibleName()).arg(found)));
            ++rows;
        }
    }
    QCOMPARE(rows, 11);
}

void LookTest::marksGrowWithTheText()
{
    m_window->showPage(pageNumber("preferences"_L1));
    auto *box = m_window->findChild<PreferencesPage *>()->findChild<QCheckBox *>();
    const int usual = box->style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, box);
    m_window->view().setZoom(kLargestZoom);
    const int largest = box->style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, box);
    QVERIFY2(largest > 2 * usual, qPrintable(u"%1, %2"_s.arg(usual).arg(largest)));
    QTRY_VERIFY(box->height() >= largest);
}

QString LookTest::lastLedgerText() const
{
    const QAbstractItemModel *model = ledger()->model();
    return model->index(model->rowCount() - 1, 4).data().toString();
}

void LookTest::absentPartsFoldByKeys()
{
    m_window->inspect()->showTrace(longTrace(2));
    QTRY_VERIFY(ledger()->isVisible());
    const int closed = ledger()->model()->rowCount();
    QCOMPARE(lastLedgerText(), u"In neither request: Body, Content-Type, Authorization, Cookie, Fragment"_s);
    ledger()->setFocus();
    QTest::keyClick(ledger(), Qt::Key_End, Qt::ControlModifier);
    for (const auto &[key, rows] : {std::pair{Qt::Key_Space, closed + 5},
                                    {Qt::Key_Return, closed},
                                    {Qt::Key_Right, closed + 5},
                                    {Qt::Key_Left, closed}}) {
        QTest::keyClick(ledger(), key);
        QCOMPARE(ledger()->model()->rowCount(), rows);
        QCOMPARE(ledger()->currentIndex().row(), closed - 1);
    }
    QTest::keyClick(ledger(), Qt::Key_Space);
    QCOMPARE(lastLedgerText(), u"In neither request"_s);
    // It stays open while the requests are looked through, as long as there is something to open.
    QTest::keyClick(named<QListView>(*m_window, u"Chain of requests"_s), Qt::Key_Up);
    QCOMPARE(ledger()->model()->rowCount(), closed + 5);
}

void LookTest::absentPartsFoldByMouse()
{
    m_window->inspect()->showTrace(longTrace(2));
    QTRY_VERIFY(ledger()->isVisible());
    const int closed = ledger()->model()->rowCount();
    for (const int rows : {closed + 5, closed}) {
        const QModelIndex fold = ledger()->model()->index(closed - 1, 0);
        ledger()->scrollTo(fold);
        QTest::mouseClick(ledger()->viewport(), Qt::LeftButton, {}, ledger()->visualRect(fold).center());
        QCOMPARE(ledger()->model()->rowCount(), rows);
    }
}

void LookTest::errorStandsOnce()
{
    const Trace trace = failedTrace();
    const QString error = trace.hops.constLast().error;
    m_window->tracing().showTrace(trace);
    auto *chain = named<QListView>(*m_window, u"Chain of requests"_s);
    int times = 0;
    for (int row = 0; row < chain->model()->rowCount(); ++row)
        times += int(chain->model()->index(row, 0).data(Qt::AccessibleTextRole).toString().count(error));
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        if (label->isVisible())
            times += int(label->text().count(error));
    }
    QCOMPARE(times, 1);
    QCOMPARE(named<QLabel>(*m_window, u"What happened"_s)->text(), u"Ended at request 2."_s);
}

void LookTest::findingsAreCountedAsShown()
{
    Trace trace = longTrace(20);
    for (int hop = 0; hop < 21; ++hop)
        trace.findings.append({.id = u"empty"_s, .severity = Severity::Error, .hop = hop, .title = u"Empty"_s});
    trace.findings.append({.id = u"loop"_s, .severity = Severity::Error, .hop = -1, .title = u"A loop"_s});
    m_window->inspect()->showTrace(trace);
    QCOMPARE(named<WrapTable>(*m_window, u"Findings"_s)->model()->rowCount(), 2);
    QCOMPARE(named<QLabel>(*m_window, u"Number of findings"_s)->text(), u"2 errors"_s);
}

QTEST_MAIN(LookTest)
#include "tst_look.moc"
