//! Which plants want water today?

mod models {
    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
}

use models::*;

fn main() -> Result<()> {
    let mut engine = Engine::in_memory()?;
    engine.create_all()?;
    let session = engine.session()?;
    let window = session.add(NewShelf::new("kitchen"))?;
    let basil = session.add(NewPlant::new("basil").days(1).shelf(&window))?;
    let cactus = session.add(NewPlant::new("cactus").days(30).shelf(&window))?;
    for (plant, day) in [(&basil, 3), (&basil, 5), (&cactus, 3)] {
        session.add(NewWatering::new(day, plant))?;
    }

    let today = 7;
    for plant in window.plants(&session)? {
        let days = plant.waterings(&session)?.into_iter().map(|one| one.day);
        let last = days.max().unwrap_or_default();
        if today - last > i32::from(plant.days) {
            println!("{} wants water, in the {}", plant.name, window.room);
        }
    }
    session.commit()
}
