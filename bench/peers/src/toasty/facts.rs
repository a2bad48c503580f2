//! What stands in toasty's models: their columns, and then what was loaded with them.

use toasty::Deferred;

use super::models::{Comment, Post, Tag, User};
use crate::facts::{Facts, Sum};

impl Facts for User {
    fn sum(&self) -> Sum {
        let own = self.id.sum().then(self.name.sum());
        let own = own.then(self.hair_color.sum()).row();
        followed(own, &self.posts)
    }
}

impl Facts for Post {
    fn sum(&self) -> Sum {
        let own = self.id.sum().then(self.user_id.sum());
        let own = own.then(self.title.sum()).then(self.body.sum()).row();
        let own = followed(own, &self.user);
        let own = followed(own, &self.comments);
        followed(own, &self.tags)
    }
}

impl Facts for Comment {
    fn sum(&self) -> Sum {
        let own = self.id.sum().then(self.post_id.sum());
        own.then(self.text.sum()).row()
    }
}

impl Facts for Tag {
    fn sum(&self) -> Sum {
        self.id.sum().then(self.name.sum()).row()
    }
}

fn followed<T: Facts>(own: Sum, loaded: &Deferred<T>) -> Sum {
    match loaded.is_unloaded() {
        true => own,
        false => own.then(loaded.get().sum()),
    }
}
