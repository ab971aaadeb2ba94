//! What stands beside the fields of the timetable, where something was refused.

use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::house::House;
use tests::support::http::Visitor;
use tests::support::scene::Scene;

/// What the form's page says after it was refused.
async fn said(visitor: &Visitor, path: &str, page: &str, fields: &[(&str, &str)]) -> String {
    let fields = [&[("form-from", page)], fields].concat();
    let reply = visitor.post(path, &fields).await;
    visitor
        .get(reply.location().expect("the form again"))
        .await
        .text()
}

on_both! {
    async fn a_day_that_is_over_is_refused_beside_its_field(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let priya = house.visitor(&northgate.people[2].token);
        let page = format!("/timetable/lessons/{}", northgate.ids.timetable.slot);
        let ended = said(&priya, &format!("{page}/end"), &page, &[("last", "01/01/2020")]).await;
        assert!(ended.contains("or a later day.") && ended.contains("01/01/2020"), "{ended}");
        let (teacher, lab) = (northgate.ids.member.to_string(), northgate.ids.timetable.lab.to_string());
        let fields = [("teacher", teacher.as_str()), ("room", &lab), ("from", "01/01/2020")];
        let changed = said(&priya, &format!("{page}/change"), &page, &fields).await;
        assert!(changed.contains("or a later day."), "{changed}");

        let calendar = "/timetable/calendar";
        let fields = [("day", "01/01/1999"), ("is", "none"), ("version", "0")];
        let day = said(&priya, "/timetable/days", calendar, &fields).await;
        assert!(day.contains("or a later day."), "{day}");
    }

    async fn a_wrong_period_says_what_it_crosses(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let house = House::on(&store).await;
        let northgate = Furnished::found(store, "Northgate School").await;
        let priya = house.visitor(&northgate.people[2].token);
        let fields = [
            ("version", "0"),
            ("period_n", "1"), ("period_name", "P1"), ("starts", "8:45"), ("ends", "10:00"),
            ("period_n", "2"), ("period_name", "P1"), ("starts", "9:45"), ("ends", "9:30"),
            ("period_n", "3"), ("period_name", ""), ("starts", "11:05"), ("ends", "12:05"),
            ("period_n", "4"), ("period_name", "P4"), ("starts", "9:50"), ("ends", "10:30"),
        ];
        let page = said(&priya, "/timetable/periods", "/timetable/calendar", &fields).await;
        assert!(page.contains("It must end after it begins."), "{page}");
        assert!(page.contains("“P1” has not ended by then."), "{page}");
        assert!(page.contains("Please fill this in."), "{page}");
        assert!(page.contains("aria-describedby=\"ends-1-error\""), "{page}");
    }
}
