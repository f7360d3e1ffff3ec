// SPDX-License-Identifier: MIT
#pragma once

#include "http/completedurl.h"
#include "net/tracerequest.h"
#include "trace/trace.h"
#include "ui/request/marks.h"
#include "ui/request/offerline.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;

namespace hopscope
{

struct PastedRequest;
class ClientBox;
class RequestOptions;
class UrlEdit;

enum class RunState { Idle, Running, Paused };

/// Method, URL, client, and what else the request has; Trace (Cancel while it runs) and Step.
class RequestBar : public QWidget
{
    Q_OBJECT

public:
    explicit RequestBar(QWidget *parent = nullptr);

    void setRequest(const TraceRequest &request);
    /// The request is a sample of the program's: a URL of another host, typed over it, is a request of its own, which
    /// begins as `after` instead of with method, fields and body of the sample. nullopt: it is the user's.
    void setSample(const std::optional<TraceRequest> &after);
    /// Still the sample.
    bool isSample() const { return m_afterSample.has_value(); }
    /// No URL is typed.
    bool isEmpty() const;
    /// What is typed and chosen now. The error names the header line that is wrong.
    Result<TraceRequest> request() const;
    void setRunState(RunState state);
    /// Fills everything in from a curl command or a raw HTTP request. False: a sentence below the bar says why not.
    bool paste(const QString &text);
    /// The trace of this bar's request is over: offers what may help where it failed.
    void offerAfter(const Trace &trace);
    /// The session of new traces, and what it knows; an empty name: there is none.
    void setSession(const QString &name, const ClientMemory &memory);
    /// One sentence below the bar; empty takes it away.
    void setInputError(const QString &error);
    /// Sentences on what is not as it was in the request that stands here: shown, and confirmed before it is sent.
    void setDoubt(const QString &doubt);
    /// False, and a sentence below the bar, if there is a doubt, or if parts of the request still are marks in the
    /// place of secrets, and the user has not confirmed by a second press that they are sent.
    bool confirm(const TraceRequest &request);
    void focusUrl();
    /// What the page can spare for the bar, in pixels: an open panel takes no more of it than it needs to be used.
    void setRoom(int height);
    /// What the Trace button does: starts, or cancels what runs.
    void trace();
    /// What the Step button does: starts in steps, or takes the next step.
    void step();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

Q_SIGNALS:
    /// What is typed cannot be sent; the bar says why.
    void refused();
    void traceRequested(const hopscope::TraceRequest &request);
    void stepRequested();
    /// Step mode: everything that is left is to be sent without stopping.
    void restRequested();
    void cancelRequested();
    /// What is on the clipboard shall become the request.
    void pasteRequested();

private:
    void fill(const TraceRequest &request);
    void start(bool inSteps);
    void arrange();
    void offerClients(const PastedRequest &pasted);
    void takeClient(const QString &client, const PastedRequest &pasted);
    void showSession();

    QBoxLayout *m_row; ///< in one line, or the client and the buttons below the URL where there is no room
    QComboBox *m_method;
    UrlEdit *m_url;
    ClientBox *m_client;
    QPushButton *m_trace;
    QPushButton *m_step;
    QPushButton *m_rest; ///< while the trace waits
    RequestOptions *m_options;
    QLabel *m_error;
    QLabel *m_note; ///< what is not as it was pasted or stored
    OfferLine *m_offer;
    CompletedUrl m_guess; ///< the URL of the last request, if its scheme was not typed
    QString m_session;
    ClientMemory m_sessionMemory;
    RunState m_state = RunState::Idle;
    std::optional<TraceRequest> m_afterSample;
    QUrl m_sampleUrl;
    QString m_doubt;
    QList<MarkedPart> m_held; ///< parts with marks that the user was told of
};

/// An editable box of the usual methods, and one of the client profiles (item data: the id).
QComboBox *methodBox();
ClientBox *clientBox();

} // namespace hopscope
