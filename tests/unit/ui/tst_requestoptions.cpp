// SPDX-License-Identifier: MIT
// The table of options, and the controls that the request bar makes of it.
#include "net/requestoption.h"
#include "optionsamples.h"
#include "requestwindow.h"
#include "ui/request/optioncontrol.h"
#include "ui/request/optionspanel.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/zoom.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

namespace
{

constexpr int kOptionsLink = 6;

} // namespace

class RequestOptionsTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { RequestWindow::open(); }
    void cleanup();
    void everyOptionHasAControl_data() { addOptions(); }
    void everyOptionHasAControl();
    void byKeyboard_data() { addOptions(); }
    void byKeyboard();
    void byMouse_data() { addOptions(); }
    void byMouse();
    void signInHasTheRest();
    void refusals_data();
    void refusals();
    void refusalGoesAway();
    void numbersTakeSteps();
    void countTellsOfAClosedPanel();
    void linksLeadToTheirField();
    void linksFollowTheLanguage();
    void bothCookieOptions();
    void pastedOptionsStay();
    void fits_data();
    void fits();

private:
    static void addOptions();
    const RequestOption &option() const { return *requestOption(QString::fromLatin1(QTest::currentDataTag())); }
    QToolButton *link(int number) const { return m_window->findChildren<QToolButton *>(u"disclosure"_s).at(number); }
    OptionsPanel *openPanel() const;
    void compare(const RequestOption &option, const QStringList &values) const;
};

void RequestOptionsTest::cleanup()
{
    m_window.reset();
    QApplication::setLayoutDirection(Qt::LeftToRight);
    applyZoom(0);
}

void RequestOptionsTest::addOptions()
{
    QTest::addColumn<bool>("unused");
    for (const RequestOption &option : requestOptions()) {
        if (option.help && option.group != OptionGroup::SignIn)
            QTest::newRow(option.name.data()) << true;
    }
}

OptionsPanel *RequestOptionsTest::openPanel() const
{
    if (!link(kOptionsLink)->isChecked())
        QTest::mouseClick(link(kOptionsLink), Qt::LeftButton);
    return m_window->findChild<OptionsPanel *>();
}

/// The request of the bar is a new one with these values, as read() puts them there.
void RequestOptionsTest::compare(const RequestOption &option, const QStringList &values) const
{
    urlEdit()->setText(u"http://a.example/"_s);
    TraceRequest expected{.url = u"http://a.example/"_s};
    if (!values.isEmpty())
        QCOMPARE(option.read(u"x"_s, values, expected), QString());
    const Result<TraceRequest> request = bar().request();
    QVERIFY2(request, qPrintable(request.error));
    QCOMPARE(option.write(*request), values);
    TraceRequest made = *request;
    made.ownClient = expected.ownClient;
    QVERIFY(made == expected);
    QCOMPARE(link(kOptionsLink)->text(), values.isEmpty() ? u"Options"_s : u"Options 1"_s);
}

/// Whoever adds a row gets a control; what it is called, says and shows comes from the row.
void RequestOptionsTest::everyOptionHasAControl()
{
    const OptionsPanel *panel = openPanel();
    QVERIFY(panel);
    const QWidget *field = panel->field(QString(option().name));
    QVERIFY(field);
    QCOMPARE(field->accessibleName(), QString::fromUtf8(option().title));
    QCOMPARE(field->accessibleDescription(), QString::fromUtf8(option().help));
    QCOMPARE(field->toolTip(), QString::fromUtf8(option().help));
    QVERIFY(field->focusPolicy() & Qt::TabFocus);
    QVERIFY(field->isVisible());
    const auto *line = qobject_cast<const QLineEdit *>(field);
    if (!line)
        line = field->findChild<QLineEdit *>();
    if (option().usual && line)
        QCOMPARE(line->placeholderText(), option().usual());
    const bool isNumber = option().kind == OptionKind::Count || option().kind == OptionKind::Bytes ||
                          option().kind == OptionKind::Seconds;
    QCOMPARE(qobject_cast<const QCheckBox *>(field) != nullptr, option().kind == OptionKind::Switch);
    QCOMPARE(qobject_cast<const NumberBox *>(field) != nullptr, isNumber);
    QCOMPARE(qobject_cast<const QPlainTextEdit *>(field) != nullptr, option().kind == OptionKind::Lines);
    const QString browse = u"%1: browse"_s.arg(QString::fromUtf8(option().title));
    QCOMPARE(named<QPushButton>(*panel, browse) != nullptr, option().kind == OptionKind::File);
    QVERIFY(!isNumber || option().usual);
    compare(option(), {});
}

void RequestOptionsTest::byKeyboard()
{
    QWidget *field = openPanel()->field(QString(option().name));
    const QStringList values = valuesFor(option());
    field->setFocus();
    if (option().kind == OptionKind::Switch)
        QTest::keyClick(field, Qt::Key_Space);
    for (const QString &value : values) {
        QTest::keyClicks(field, value);
        if (option().kind == OptionKind::Lines)
            QTest::keyClick(field, Qt::Key_Return);
    }
    compare(option(), values);
    // And back to what is usual.
    if (option().kind == OptionKind::Switch) {
        QTest::keyClick(field, Qt::Key_Space);
    } else if (option().kind == OptionKind::Choice) {
        QTest::keyClick(field, Qt::Key_Home);
    } else {
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Delete);
    }
    compare(option(), {});
}

void RequestOptionsTest::byMouse()
{
    OptionsPanel *panel = openPanel();
    QWidget *field = panel->field(QString(option().name));
    auto *room = named<QScrollArea>(*m_window, u"Parts of the request"_s);
    room->ensureWidgetVisible(field);
    const QStringList values = valuesFor(option());
    if (auto *box = qobject_cast<QCheckBox *>(field)) {
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        compare(option(), values);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        compare(option(), {});
        return;
    }
    if (auto *box = qobject_cast<QComboBox *>(field)) {
        QTest::mouseClick(box, Qt::LeftButton);
        QAbstractItemView *list = box->view();
        QTRY_VERIFY(list->isVisible());
        const QModelIndex wanted = list->model()->index(box->findText(values.constFirst()), 0);
        const QPoint place = list->visualRect(wanted).center();
        QTest::mouseMove(list->viewport(), place);
        QTRY_COMPARE(list->currentIndex(), wanted);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
        compare(option(), values);
        return;
    }
    auto *edit = qobject_cast<QPlainTextEdit *>(field);
    auto *line = qobject_cast<QLineEdit *>(field);
    QWidget *typed = edit ? edit->viewport() : line ? field : field->findChild<QLineEdit *>();
    QVERIFY(typed);
    QTest::mouseClick(typed, Qt::LeftButton);
    QVERIFY(field->hasFocus() || QApplication::focusWidget() == typed);
    for (const QString &value : values) {
        QTest::keyClicks(QApplication::focusWidget(), value);
        if (edit)
            QTest::keyClick(edit, Qt::Key_Return);
    }
    compare(option(), values);
}

/// What is not in the options panel is in that of the sign-in, and the row's group says so.
void RequestOptionsTest::signInHasTheRest()
{
    QStringList rest;
    for (const RequestOption &option : requestOptions()) {
        if (option.help && option.group == OptionGroup::SignIn)
            rest.append(option.name);
        QCOMPARE(option.help == nullptr, option.group == OptionGroup::Pasted);
    }
    QCOMPARE(rest, (QStringList{u"user"_s, u"auth"_s}));
}

void RequestOptionsTest::refusals_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("max-hops") << u"-3"_s;
    QTest::newRow("timeout") << u"soon"_s;
    QTest::newRow("idle-timeout") << u"0"_s;
    QTest::newRow("body-limit") << u"1 MiB"_s;
    QTest::newRow("proxy") << u"gopher://x"_s;
    QTest::newRow("resolve") << u"shop.example"_s;
    QTest::newRow("expect") << u"301,x"_s;
    QTest::newRow("expect-final") << u"ftp://a.example/"_s;
    QTest::newRow("expect-max") << u"few"_s;
    QTest::newRow("expect-method") << u"P T"_s;
    QTest::newRow("fail-on") << u"warnings"_s;
}

/// A refusal is read()'s own sentence; what was typed stays, and nothing is sent.
void RequestOptionsTest::refusals()
{
    QFETCH(QString, typed);
    urlEdit()->setText(url(u"/echo"_s));
    QWidget *field = openPanel()->field(QString(option().name));
    field->setFocus();
    QTest::keyClicks(field, typed);
    TraceRequest unused;
    const QString sentence = option().read(QString::fromUtf8(option().title), {typed}, unused);
    QVERIFY(!sentence.isEmpty());
    const QString shown = sentence.endsWith(u'.') ? sentence : sentence + u'.';
    auto *here = named<QLabel>(*m_window, u"What is wrong with the options"_s);
    QCOMPARE(here->text(), shown);
    QVERIFY(here->isVisible());
    QCOMPARE(link(kOptionsLink)->text(), u"⚠ Options"_s);
    QSignalSpy requested(&bar(), &RequestBar::traceRequested);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(requested.size(), 0);
    QCOMPARE(named<QLabel>(*m_window, u"What is wrong with the request"_s)->text(), shown);
    QCOMPARE(m_window->findChild<OptionsPanel *>()->field(QString(option().name)), field);
    auto *edit = qobject_cast<QPlainTextEdit *>(field);
    auto *line = qobject_cast<QLineEdit *>(field);
    QCOMPARE(edit ? edit->toPlainText() : (line ? line : field->findChild<QLineEdit *>())->text(), typed);
}

void RequestOptionsTest::refusalGoesAway()
{
    urlEdit()->setText(url(u"/echo"_s));
    QWidget *field = openPanel()->field(u"max-hops");
    QTest::keyClicks(field, u"x"_s);
    QVERIFY(!bar().request());
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(bar().request());
    QVERIFY(!named<QLabel>(*m_window, u"What is wrong with the options"_s)->isVisible());
    // A new request begins as usual.
    QTest::keyClicks(field, u"x"_s);
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    bar().setRequest({.url = url(u"/echo"_s)});
    QVERIFY(bar().request());
    QCOMPARE(field->findChild<QLineEdit *>()->text(), QString());
}

void RequestOptionsTest::numbersTakeSteps()
{
    OptionsPanel *panel = openPanel();
    QWidget *seconds = panel->field(u"timeout");
    seconds->setFocus();
    QTest::keyClick(seconds, Qt::Key_Down);
    QCOMPARE(seconds->findChild<QLineEdit *>()->text(), u"119"_s);
    QCOMPARE(bar().request()->timeoutMs, 119'000);
    QWidget *hops = panel->field(u"max-hops");
    hops->setFocus();
    QTest::keyClick(hops, Qt::Key_Up);
    QTest::keyClick(hops, Qt::Key_Up);
    QCOMPARE(bar().request()->maxHops, 2);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(hops, Qt::Key_Down);
    QCOMPARE(bar().request()->maxHops, 0);
    QTest::keyClicks(panel->field(u"idle-timeout"), u"0.25"_s);
    QCOMPARE(bar().request()->wait.idleMs, 250);
}

void RequestOptionsTest::countTellsOfAClosedPanel()
{
    QCOMPARE(link(kOptionsLink)->text(), u"Options"_s);
    TraceRequest request{.url = u"http://a.example/"_s};
    request.insecure = true;
    request.maxHops = 3;
    request.cookies = false;
    request.userPassword = "me:secret"; // not one of these
    QCOMPARE(link(kOptionsLink + 1)->text(), u"No expectations"_s);
    bar().setRequest(request);
    QCOMPARE(link(kOptionsLink)->text(), u"Options 3"_s);
    QVERIFY(link(kOptionsLink)->accessibleName().endsWith(u"Options 3"_s));
    const QStringList texts{link(3)->text(), link(4)->text(), link(5)->text()};
    QCOMPARE(texts, (QStringList{u"Cookies off"_s, u"At most 3 redirects"_s, u"⚠ TLS not verified"_s}));
    OptionsPanel *panel = openPanel();
    QVERIFY(qobject_cast<QCheckBox *>(panel->field(u"insecure"))->isChecked());
    QCOMPARE(panel->field(u"max-hops")->findChild<QLineEdit *>()->text(), u"3"_s);
    QCOMPARE(*bar().request(), [&] {
        request.ownClient = bar().request()->ownClient;
        return request;
    }());
}

void RequestOptionsTest::linksLeadToTheirField()
{
    const std::pair<int, QStringView> expected[] = {
        {3, u"no-cookies"}, {4, u"max-hops"}, {5, u"insecure"}, {7, u"expect"}};
    for (const auto &[number, name] : expected) {
        link(number)->setFocus();
        QTest::keyClick(link(number), Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget(), m_window->findChild<OptionsPanel *>()->field(name));
        QTest::keyClick(link(number), Qt::Key_Space);
    }
}

void RequestOptionsTest::linksFollowTheLanguage()
{
    QVERIFY(link(0)->geometry().right() < link(1)->geometry().left());
    m_window.reset();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    RequestWindow::open();
    QVERIFY(link(0)->geometry().left() > link(1)->geometry().right());
}

/// They contradict each other in the window as on the command line.
void RequestOptionsTest::bothCookieOptions()
{
    TraceRequest request{.url = u"http://a.example/"_s};
    request.cookies = false;
    request.cookieFile = u"/c.txt"_s;
    QCOMPARE(checkTraceRequest(request).error,
             u"There are no cookies during the trace, and a cookie file as well: leave one of them out."_s);
}

/// What only a pasted command sets has no control, and outlives the use of one.
void RequestOptionsTest::pastedOptionsStay()
{
    QVERIFY(bar().paste(u"curl http://a.example/ -b jar.txt -j -H Accept:"_s));
    OptionsPanel *panel = openPanel();
    QTest::keyClicks(panel->field(u"timeout"), u"5"_s);
    const TraceRequest request = *bar().request();
    QCOMPARE(request.timeoutMs, 5000);
    QVERIFY(request.cookieFileMayMiss && request.junkSessionCookies);
    QCOMPARE(request.withoutFields, QList<QByteArray>{"Accept"});
    // A file that the user names has to be there.
    QTest::keyClicks(panel->field(u"cookie-file"), u"2"_s);
    QVERIFY(!bar().request()->cookieFileMayMiss);
}

void RequestOptionsTest::fits_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::newRow("small") << QSize(1024, 640) << 0;
    QTest::newRow("large") << QSize(1360, 860) << 0;
    QTest::newRow("small, largest text") << QSize(1024, 640) << kLargestZoom;
}

/// Every control can be brought into view, whole in its height, and none is as wide as to be cut.
void RequestOptionsTest::fits()
{
    QFETCH(QSize, size);
    QFETCH(int, zoom);
    m_window->resize(size);
    m_window->view().setZoom(zoom);
    OptionsPanel *panel = openPanel();
    auto *room = named<QScrollArea>(*m_window, u"Parts of the request"_s);
    QTRY_VERIFY(room->isVisible() && room->height() > 0);
    QTRY_VERIFY(!panel->field(u"insecure")->visibleRegion().isEmpty());
    qsizetype reached = 0;
    const QList<OptionControl *> controls = panel->findChildren<OptionControl *>();
    for (int tabs = 0; tabs < 3 * controls.size() && reached < controls.size(); ++tabs) {
        const QWidget *focus = QApplication::focusWidget();
        const QString name = focus->accessibleName();
        if (focus == controls.at(reached)->field()) {
            ++reached;
            const QRect place(focus->mapTo(room->viewport(), QPoint()), focus->size());
            const QRect shown = place & room->viewport()->rect();
            QVERIFY2(shown.height() + 1 >= std::min(place.height(), room->viewport()->height()), qPrintable(name));
            QCOMPARE(shown.width(), place.width());
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(reached, controls.size());
    QVERIFY2(room->horizontalScrollBar()->maximum() == 0,
             qPrintable(QString::number(panel->minimumSizeHint().width())));
}

QTEST_MAIN(RequestOptionsTest)
#include "tst_requestoptions.moc"
